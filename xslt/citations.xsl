<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to all formats of the family "citations" at once, since they write the same record: a line that names each
     format and the number of characters that it has, and then the content of each. -->
<xsl:package name="https://epistola.example/ns/citations" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/escape.xsl"/>
  <xsl:include href="lib/json.xsl"/>
  <xsl:include href="lib/bibtex.xsl"/>
  <xsl:include href="lib/biblatex.xsl"/>
  <xsl:include href="lib/ris.xsl"/>
  <xsl:include href="lib/csl.xsl"/>
  <xsl:include href="lib/coins.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()+">
    <xsl:variable name="records" as="map(xs:string, item()*)+" select="f:documents(.) ! f:record(., $authority)"/>
    <xsl:variable name="made" as="xs:string+" select="
      string-join($records ! f:bibtex(.), '&#10;'),
      string-join($records ! f:biblatex(.), '&#10;'),
      string-join($records ! f:ris(.)),
      f:json(array{$records ! f:csl(.)}) || '&#10;',
      string-join($records ! f:coins-written(.))"/>
    <xsl:variable name="names" as="xs:string+" select="'bibtex', 'biblatex', 'ris', 'csl-json', 'coins'"/>
    <xsl:value-of select="(for $place in 1 to count($made) return ($names[$place], string-length($made[$place]))), '&#10;'"/>
    <xsl:value-of select="$made" separator=""/>
  </xsl:template>
</xsl:package>
