"""The vectors of domain.md 1.5, 6.2 and 6.3, typed from it and not computed."""

import datetime

import oracle

D = datetime.date

# received (the day counts for nothing: CAL-2), working days, due
CIVIL = [
    (D(2021, 12, 31), 1, D(2022, 1, 4)), (D(2022, 4, 29), 3, D(2022, 5, 6)),
    (D(2022, 12, 30), 1, D(2023, 1, 3)), (D(2024, 2, 5), 20, D(2024, 3, 11)),
    (D(2024, 4, 26), 3, D(2024, 5, 4)), (D(2025, 12, 31), 2, D(2026, 1, 6)),
    (D(2026, 2, 13), 5, D(2026, 2, 27)), (D(2026, 8, 21), 1, D(2026, 8, 22)),
    (D(2026, 8, 28), 1, D(2026, 9, 3)),
]
# received, working hours, due
HOURLY = [
    ("2024-04-26T16:30", 16, "2024-05-03T16:30"), ("2026-11-20T12:00", 8, "2026-11-23T11:30"),
    ("2026-11-20T16:00", 8, "2026-11-23T16:00"), ("2026-11-20T17:30", 4, "2026-11-23T11:00"),
]
# received, limit, due: contract.md, row `due`
DAYS_AND_MONTHS = [
    ("2026-01-31T08:00", "1m", "2026-03-02T17:00"),  # 31/1 ends 28/2, a Saturday
    ("2026-08-31T09:00", "1m", "2026-09-30T17:00"),
    ("2026-11-20T16:00", "15d", "2026-12-07T17:00"),  # 5/12 is a Saturday
    ("2026-11-20T16:00", "2m", "2027-01-20T17:00"),
    ("2026-12-31T10:00", "1m", "2027-02-01T17:00"),  # 31/1/2027 is a Sunday
    ("2027-03-16T10:00", "1m", "2027-04-19T17:00"),  # 16/4/2027 is Hùng Kings, a Friday
]
WORKING_DAYS = {2019: 252, 2020: 252, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 250,
                2026: 249}
TET = [D(2018, 2, 16), D(2019, 2, 5), D(2020, 1, 25), D(2021, 2, 12), D(2022, 2, 1), D(2023, 1, 22),
       D(2024, 2, 10), D(2025, 1, 29), D(2026, 2, 17), D(2027, 2, 6), D(2028, 1, 26),
       D(2029, 2, 13), D(2030, 2, 2), D(2031, 1, 23), D(2032, 2, 11), D(2033, 1, 31),
       D(2034, 2, 19), D(2035, 2, 8)]
# UTC+8 gives another day in these years
TET_TRAPS = [D(1968, 1, 29), D(1985, 1, 21), D(2007, 2, 17), D(2030, 2, 2), D(2053, 2, 18)]
HUNG_KINGS = [D(2018, 4, 25), D(2019, 4, 14), D(2020, 4, 2), D(2021, 4, 21), D(2022, 4, 10),
              D(2023, 4, 29), D(2024, 4, 18), D(2025, 4, 7), D(2026, 4, 26), D(2027, 4, 16),
              D(2028, 4, 4), D(2029, 4, 23), D(2030, 4, 12), D(2031, 4, 1), D(2032, 4, 19),
              D(2033, 4, 9)]
# lunar year, month, its first day
LEAP = [(2017, 6, D(2017, 7, 23)), (2020, 4, D(2020, 5, 23)), (2023, 2, D(2023, 3, 22)),
        (2025, 6, D(2025, 7, 25)), (2028, 5, D(2028, 6, 23)), (2031, 3, D(2031, 4, 21)),
        (2033, 11, D(2033, 12, 22))]
NOT_LEAP = [D(2033, 9, 23), D(2034, 2, 19)]
# years without a decision: Hùng Kings by the Labour Code, compensated on the next working day
PROJECTED = [(D(2028, 4, 3), D(2028, 4, 5)), (D(2029, 4, 20), D(2029, 4, 24)),
             (D(2030, 4, 11), D(2030, 4, 15)), (D(2031, 3, 31), D(2031, 4, 2)),
             (D(2032, 4, 16), D(2032, 4, 20)), (D(2033, 4, 8), D(2033, 4, 12))]


def local(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=oracle.UTC7)


def received():
    """Every vector as a reception under the test clock: (name, received, amount, unit, due).

    After the close of hours CAL-1 and CAL-2 agree, so the civil vectors are received at 17:30.
    """
    def after(day):
        return oracle.at(day, 17, 30)

    found = [(f"civil-{day}-{n}wd", after(day), n, "workingDays", oracle.at(end))
             for day, n, end in CIVIL]
    found += [(f"hourly-{start}-{n}h", local(start), n, "hours", local(end))
              for start, n, end in HOURLY]
    for start, limit, end in DAYS_AND_MONTHS:
        unit = {"d": "days", "m": "months"}[limit[-1]]
        found.append((f"{limit}-{start}", local(start), int(limit[:-1]), unit, local(end)))
    for year, count in WORKING_DAYS.items():
        start, end = oracle.working_before(D(year, 1, 1)), oracle.working_before(D(year + 1, 1, 1))
        found.append((f"year-{year}", after(start), count, "workingDays", oracle.at(end)))
    for before, end in PROJECTED:
        found.append((f"hung-{end}", after(before), 1, "workingDays", oracle.at(end)))
    return sorted(found, key=lambda each: each[1])


def rests():
    """Every rest of the table: the last worked evening before it, one day, the first day after."""
    return [(f"rest-{end}", oracle.at(start, 17, 30), 1, "workingDays", oracle.at(end))
            for start, end in oracle.rests()]


def terms():
    return [(amount, unit) for _, _, amount, unit, _ in received()] + [(1, "workingDays")]
