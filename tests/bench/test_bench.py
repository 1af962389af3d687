"""What the bench measures with is what it says: borders that are shared, a balancer that keeps."""

from datetime import date
from pathlib import Path

import pytest
import shapely
from bench.coverage import rings
from bench.deliveries import make_monthly_region, write_monthly
from bench.nginx import EXAMPLE, settings

from peil.areas import load_areas
from peil.catalogue import load_catalogue
from pipelines.check import check


@pytest.mark.parametrize("areas", [27, 342])
def test_made_up_borders_are_long_shared_and_the_same_every_time(areas: int):
    found = rings(areas)
    shapes = [shapely.Polygon(ring) for ring in found]
    assert len(shapes) == areas
    assert all(shape.is_valid for shape in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert all(145 <= len(ring) <= 155 for ring in found)
    assert found == rings(areas)


def test_the_example_for_nginx_is_used_with_other_servers_and_nothing_outside_the_folder(
    tmp_path: Path,
):
    example = EXAMPLE.read_text("utf-8")
    text = settings(example, [1111, 2222], 3333, tmp_path)
    servers = [line.strip() for line in text.splitlines() if "server 127" in line]
    assert servers == ["server 127.0.0.1:1111;", "server 127.0.0.1:2222;"]
    assert [line.strip() for line in text.splitlines() if line.strip().startswith("listen")] == [
        "listen 127.0.0.1:3333;"
    ]
    assert "hash $plek consistent;" in text
    assert "/var/log" not in text
    assert "/run/" not in text
    assert text.count("pid ") == 1


def test_a_large_levering_is_one_that_peil_takes(tmp_path: Path):
    region = make_monthly_region(tmp_path)
    write_monthly(region, 2_000, tmp_path / "levering.csv")
    catalogue, areas = load_catalogue(region / "data"), load_areas(region / "data")
    content = (tmp_path / "levering.csv").read_bytes()
    bron = catalogue.bronnen["standaard"]
    found = check(content, "levering.csv", bron, catalogue, areas, date(2026, 11, 22))
    assert not found.findings
    assert found.cells.height == 2_000
