<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to their passages, for the formats that give parts of letters: a line of JSON for each letter, its record
     with its text as TEI and the parts of the text that can be cited. -->
<xsl:package name="https://epistola.example/ns/passages" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/passages.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:global-context-item as="document-node()" use="required"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="lines" as="xs:string*">
      <xsl:for-each select="f:documents(.)">
        <xsl:variable name="additions" as="map(xs:string, xs:string)" select="map{
          'passages': f:json-line(array{f:passages(.)}), 'document': f:as-xml(.)}"/>
        <xsl:sequence select="f:frozen(map:merge(($additions, f:record(., $authority))))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:text>{string-join($lines, '&#10;')}</xsl:text>
  </xsl:template>
</xsl:package>
