<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to all formats of the family "citations" at once, since they write the same record: a JSON object with the
     content for each format. -->
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

  <xsl:template match="/" as="text()">
    <xsl:variable name="records" as="map(xs:string, item()*)+" select="f:documents(.) ! f:record(., $authority)"/>
    <xsl:variable name="made" as="map(xs:string, xs:string)" select="map{
      'bibtex': string-join($records ! f:bibtex(.), '&#10;'),
      'biblatex': string-join($records ! f:biblatex(.), '&#10;'),
      'ris': string-join($records ! f:ris(.)),
      'csl-json': f:json(array{$records ! f:csl(.)}) || '&#10;',
      'coins': serialize($records ! f:coins(.), map{'method': 'html', 'version': '5', 'indent': false()})}"/>
    <xsl:text>{serialize($made, map{'method': 'json'})}</xsl:text>
  </xsl:template>
</xsl:package>
