<?xml version="1.0" encoding="UTF-8"?>
<!-- From a TEI letter to a page for print, which is set as PDF afterwards. -->
<xsl:package name="https://epistola.example/ns/pdf" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="PDF" suffix=".pdf" media-type="application/pdf" scope="letter" container="pdf">
    <ep:description>The letter with its notes, the people and places named, and its provenance, for print and for archives.</ep:description>
    <ep:authority/>
    <ep:parameter name="reading" values="source corrected">What is in the source, or the text with its corrections.</ep:parameter>
    <ep:parameter name="language" default="">The language of the document's own words (en, de, fr, es); without it, as in the format html.</ep:parameter>
  </ep:format>

  <xsl:include href="html/core.xsl"/>
  <xsl:include href="html/chapter.xsl"/>
  <xsl:include href="html/binding.xsl"/>
  <xsl:include href="html/print.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:global-context-item as="document-node()" use="required"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:template match="/" as="element()">
    <xsl:sequence select="f:report($v:texts)"/>
    <xsl:sequence select="f:printed(f:display-title($v:records[1]), $v:records[1], f:chapter(true()))"/>
  </xsl:template>
</xsl:package>
