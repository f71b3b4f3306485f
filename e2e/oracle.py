"""A second opinion on dates: domain.md 1.5 and 6.2 written again, from the table alone."""

import datetime

UTC7 = datetime.timezone(datetime.timedelta(hours=7))
Day = datetime.date

# domain.md 6.2: days off on weekdays; "d", "d-d", comma between, month after the slash
DAYS_OFF = {
    2018: "1/1 14-16,19-20/2 25/4 30/4 1/5 3/9 31/12",
    2019: "1/1 4-8/2 15/4 29/4 30/4 1/5 2/9",
    2020: "1/1 23-24,27-29/1 2/4 30/4 1/5 2/9",
    2021: "1/1 10-12,15-16/2 21/4 30/4 3/5 2-3/9",
    2022: "3/1 31/1 1-4/2 11/4 2-3/5 1-2/9",
    2023: "2/1 20,23-26/1 2/5 3/5 1/5 1/9 4/9",
    2024: "1/1 8-9,12-14/2 18/4 29/4 30/4 1/5 2-3/9",
    2025: "1/1 27-31/1 7/4 30/4 1/5 2/5 1-2/9",
    2026: "1/1 2/1 16-20/2 27/4 30/4 1/5 31/8 1-2/9 24/11",
    2027: "1/1 4-5,8-10/2 16/4 30/4 3/5 2-3/9 24/11",
}
MADE_UP = [Day(2019, 1, 5), Day(2019, 5, 4), Day(2024, 5, 4), Day(2025, 4, 26), Day(2026, 1, 10),
           Day(2026, 8, 22)]
MORNING = (datetime.time(7), datetime.time(11, 30))
AFTERNOON = (datetime.time(13, 30), datetime.time(17))


def listed():
    off = set()
    for year, text in DAYS_OFF.items():
        for part in text.split():
            days, month = part.split("/")
            for stretch in days.split(","):
                first, _, last = stretch.partition("-")
                off |= {Day(year, int(month), d) for d in range(int(first), int(last or first) + 1)}
    return off


OFF = listed()
KNOWN_UNTIL = Day(2027, 12, 31)


def works(day):
    return day in MADE_UP or (day.weekday() < 5 and day not in OFF)


def step(day, count=1):
    return day + datetime.timedelta(days=count)


def next_working(day):
    """`day` if it is worked, else the first worked day after it."""
    while not works(day):
        day = step(day)
    return day


def working_before(day):
    day = step(day, -1)
    while not works(day):
        day = step(day, -1)
    return day


def working_days(year):
    day = Day(year, 1, 1)
    return sum(works(step(day, n)) for n in range((Day(year + 1, 1, 1) - day).days))


def at(day, hour=17, minute=0):
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC7)


def add_hours(start, hours):
    """CAL-1: working hours counted from the instant of receipt."""
    left = datetime.timedelta(hours=hours)
    day, now = start.astimezone(UTC7).date(), start.astimezone(UTC7)
    while True:
        for opens, closes in (MORNING, AFTERNOON) if works(day) else ():
            opens = datetime.datetime.combine(day, opens, UTC7)
            closes = datetime.datetime.combine(day, closes, UTC7)
            begin = max(opens, now)
            if begin < closes:
                if left <= closes - begin:
                    return begin + left
                left -= closes - begin
        day = step(day)


def add_months(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = step(Day(year + month // 12, month % 12 + 1, 1), -1).day
    return Day(year, month, min(day.day, last))


def due(start, amount, unit):
    """The hourly policy of the contract; days and months end at the close of hours."""
    if unit in ("hours", "workingDays"):
        return add_hours(start, amount * (8 if unit == "workingDays" else 1))
    day = start.astimezone(UTC7).date()
    end = step(day, amount) if unit == "days" else add_months(day, amount)
    return at(next_working(end))


def rests():
    """Every stretch of rest days with a listed day off in it: (last worked before, first after)."""
    found = []
    for day in sorted(OFF):
        pair = (working_before(day), next_working(step(day)))
        if not works(day) and pair not in found and Day(2018, 1, 8) < day <= Day(2027, 11, 30):
            found.append(pair)
    return found
