"""A stylesheet to begin one's own format with."""

from __future__ import annotations

import re
from string import Template
from typing import Final

from epistola.errors import SettingsError
from epistola.names import EPISTOLA_NS
from epistola.transform.formats import Format, format_named

_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_INCLUDED: Final = re.compile('<xsl:include href="')
_STARTER: Final = Template("""<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to $name: a line for each letter. In the folder "xslt" of an edition it is a format.
     f:record gives all that is known of a letter as a map; docs/reference/formats.md of Epistola lists its keys.
     What is declared here comes before what the imported modules declare, so a function of theirs can be replaced. -->
<xsl:package name="https://example.org/formats/$name" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="$name" suffix=".$name.txt" media-type="text/plain" scope="letter">
    <ep:description>A line for each letter: its key, its date, its title.</ep:description>
  </ep:format>

  <xsl:import href="epistola:lib/errors.xsl"/>
  <xsl:import href="epistola:lib/text.xsl"/>
  <xsl:import href="epistola:lib/dates.xsl"/>
  <xsl:import href="epistola:lib/register.xsl"/>
  <xsl:import href="epistola:lib/names.xsl"/>
  <xsl:import href="epistola:lib/record.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="text()*">
    <xsl:for-each select="f:documents(.) ! f:record(., ())">
      <xsl:text>{?key}&#9;{?date?start}&#9;{f:display-title(.)}&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:package>
""")


def starter(name: str, like: str = "") -> str:
    """Return a stylesheet that works, called `name`: a small one, or one that does what the format `like` does.

    What it declares itself comes before what it imports. Raises SettingsError when `name` can't be that of a format
    and when there is no format `like`.
    """
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"“{name}” can't be the name of a format.",
            code="transform/no-format-name",
            hint="Choose a word of small letters, digits and hyphens that begins with a letter.",
        )
    return _like(name, format_named(like)) if like else _STARTER.substitute(name=name)


def _like(name: str, model: Format) -> str:
    text = model.stylesheet.read_text(encoding="utf-8")
    own = text.replace(f"{EPISTOLA_NS}/{model.name}", f"https://example.org/formats/{name}", 1)
    return _INCLUDED.sub('<xsl:import href="epistola:', own)
