<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to BibLaTeX. -->
<xsl:package name="https://epistola.example/ns/biblatex" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="BibLaTeX" suffix=".biblatex.bib" media-type="application/x-bibtex" scope="letter" family="citations">
    <ep:description>One @letter entry for each letter, for biblatex and biber.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/escape.xsl"/>
  <xsl:include href="lib/bibtex.xsl"/>
  <xsl:include href="lib/biblatex.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{string-join(f:documents(.) ! f:record(., $authority) ! f:biblatex(.), '&#10;')}</xsl:text>
  </xsl:template>
</xsl:package>
