"""Compares figures with their ceilings."""


def read(file):
    """The lines of the table: figure, engine, least or most, value, unit, why."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            figure, engine, bound, value, unit, why = line.split("\t")
            yield figure, engine, bound, float(value), unit, why


def told(file, lines):
    """Prints every ceiling with its figure; 1 when one has been passed, else 0.

    A ceiling holds with every number of dossiers. `*` at the end of a figure is any rest of a name.
    """
    passed = 0
    for figure, engine, bound, limit, unit, why in read(file):
        found = [line for line in lines
                 if line[1] == engine and fits(line[0], figure) and line[4] != "kB"]
        for name, _, dossiers, value, _ in found:
            is_kept = value <= limit if bound == "most" else value >= limit
            passed += not is_kept
            print(f"{'kept  ' if is_kept else 'PASSED'} {name}, {engine}, {dossiers} dossiers: "
                  f"{value:.4g} {unit} (at {bound} {limit:g}; {why})")
    passed += growth(lines)
    print("no ceiling has been passed" if not passed else f"{passed} ceilings have been passed")
    return 1 if passed else 0


def fits(name, figure):
    return name.startswith(figure[:-1]) if figure.endswith("*") else name == figure


def growth(lines):
    """Costs with most dossiers lie within twice those with fewest. Figures under 0.05 ms are noise.

    Issue 4, must show 2.
    """
    passed = 0
    costs = {(name, engine, dossiers): value for name, engine, dossiers, value, unit in lines
             if unit == "ms"}
    sizes = sorted({dossiers for _, _, dossiers in costs})
    for (name, engine, dossiers), few in costs.items():
        many = costs.get((name, engine, sizes[-1]))
        if len(sizes) < 2 or dossiers != sizes[0] or many is None:
            continue
        if many > 2 * few and many > 0.05:
            passed += 1
            print(f"PASSED {name}, {engine}: {few:.4g} ms with {sizes[0]} dossiers, {many:.4g} ms "
                  f"with {sizes[-1]}: more than twice")
    return passed
