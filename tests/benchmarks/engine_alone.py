"""Validate files with the RELAX NG engine and nothing else of Epistola: python engine_alone.py SOURCES SCHEMA LIST.

The packages around the engine are put in place empty, so that only its own modules are imported.
"""

import sys
import types
from pathlib import Path


def main(sources: Path, schema: Path, listed: Path) -> int:
    for name in ("epistola", "epistola.validate"):
        package = types.ModuleType(name)
        package.__path__ = [str(sources.joinpath(*name.split(".")))]
        sys.modules[name] = package
    from epistola import xml
    from epistola.validate.relaxng import load

    engine, count = load(schema), 0
    for line in listed.read_text().splitlines():
        path = Path(line)
        for violation in engine.validate(xml.parse(path.read_bytes(), line)):
            print(f"{line}:{violation.line}: {violation.sentence}")
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
