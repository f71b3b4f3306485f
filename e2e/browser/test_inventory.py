"""No page without a test: the list of places against the table that the router uses."""

import places


def routes(town):
    lines = town.server.run("routes").stdout.splitlines()
    assert len(lines) > 30, lines
    return [line.split("\t") for line in lines]


def test_every_served_page_is_in_the_list_and_the_list_names_nothing_else(town):
    served = {path for method, path, *_ in routes(town)
              if method == "GET" and not path.startswith("/api/")}
    templates = {path: places.template(path) for path in served - places.NO_PAGES}
    shown = {town.address(each.path).split("?")[0] for each in places.PLACES}
    # the most exact address wins, as in the router: fewest named parts
    covered = set()
    for path in shown:
        fitting = [each for each, pattern in templates.items() if pattern.match(path)]
        if fitting:
            covered.add(min(fitting, key=lambda each: each.count("{")))
    assert sorted(set(templates) - covered) == [], "pages that no place shows"
    assert sorted(places.NO_PAGES - served) == [], "no longer served"


def test_names_are_used_once():
    names = [each.name for each in places.PLACES]
    assert sorted(set(names)) == sorted(names)
