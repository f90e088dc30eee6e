"""The ODD compiler: from one specification, the schemas, the rules and the manual that an edition needs.

    ODD ─▶ 10 check ─▶ 20 select ─▶ 30 merge ─▶ 40 resolve ─┬─▶ 50 RELAX NG
                          ▲                                 ├─▶ 60 XML Schema
                          P5 source, if the ODD asks for it ├─▶ 70 Schematron
                                                            └─▶ 80 documentation

The passes are stylesheets in `xslt/odd/`; this room runs them in order, and compares what they give with
what lies in a folder.
"""

from __future__ import annotations

from epistola.schema.compiler import Compiled, OddError, compile_odd
from epistola.schema.freshness import check

__all__ = ["Compiled", "OddError", "check", "compile_odd"]
