<?xml version="1.0" encoding="UTF-8"?>
<!-- All modules of the page, so that an edition can import them as one and replace what it wants otherwise. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="core.xsl"/>
  <xsl:include href="../lib/bibtex.xsl"/>
  <xsl:include href="../lib/ris.xsl"/>
  <xsl:include href="../lib/json.xsl"/>
  <xsl:include href="../lib/csl.xsl"/>
  <xsl:include href="../lib/schema-org.xsl"/>
  <xsl:include href="../lib/coins.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="cite.xsl"/>
  <xsl:include href="references.xsl"/>
</xsl:stylesheet>
