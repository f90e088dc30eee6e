<?xml version="1.0" encoding="UTF-8"?>
<!-- What every output for readers has in common: the letter, its notes, corrections, register and provenance. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../lib/errors.xsl"/>
  <xsl:include href="../lib/text.xsl"/>
  <xsl:include href="../lib/flow.xsl"/>
  <xsl:include href="../lib/dates.xsl"/>
  <xsl:include href="../lib/register.xsl"/>
  <xsl:include href="../lib/names.xsl"/>
  <xsl:include href="../lib/record.xsl"/>
  <xsl:include href="../lib/corpus.xsl"/>
  <xsl:include href="../lib/escape.xsl"/>
  <xsl:include href="labels.xsl"/>
  <xsl:include href="context.xsl"/>
  <xsl:include href="../lib/facsimile.xsl"/>
  <xsl:include href="facsimile.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="neighbours.xsl"/>
  <xsl:include href="parts.xsl"/>
  <xsl:include href="letter.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="about.xsl"/>
</xsl:stylesheet>
