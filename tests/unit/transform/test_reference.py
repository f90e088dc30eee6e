"""The reference page of the formats says what the stylesheets declare."""

from pathlib import Path

import pytest

from epistola.transform import Format, formats

MANUAL = (Path(__file__).resolve().parents[3] / "docs/reference/formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("known", formats(), ids=lambda known: str(known.name))
def test_every_format_is_documented_with_its_suffix_and_parameters(known: Format) -> None:
    assert f"| `{known.name}` | `{known.suffix}` |" in MANUAL
    for parameter in known.parameters:
        row = next(line for line in MANUAL.splitlines() if line.startswith(f"| `{parameter.name}` |"))
        assert all(f"`{value}`" in row for value in parameter.values)
