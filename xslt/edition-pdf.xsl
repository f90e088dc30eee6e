<?xml version="1.0" encoding="UTF-8"?>
<!-- From the chapters of many letters to one document for print, which is set as PDF afterwards. -->
<xsl:package name="https://epistola.example/ns/edition-pdf" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:v="https://epistola.example/ns/variable"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="PDF of the edition" suffix=".pdf" media-type="application/pdf" scope="corpus" stem="edition"
    gathers="chapters" container="pdf">
    <ep:description>All letters by date, a chapter each, with a table of contents and page numbers.</ep:description>
    <ep:authority/>
    <ep:parameter name="reading" values="source corrected">What is in the source, or the text with its corrections.</ep:parameter>
    <ep:parameter name="language" default="">The language of the book's own words (en, de, fr, es); without it, as in the format html.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="html/labels.xsl"/>
  <xsl:include href="html/binding.xsl"/>
  <xsl:include href="html/print.xsl"/>
  <xsl:include href="html/edition.xsl"/>
  <xsl:include href="html/edition-print.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="reading" as="xs:string" select="'source'"/>
  <xsl:param name="language" as="xs:string" select="''"/>

  <xsl:template match="/" as="element()">
    <xsl:sequence select="f:edition-print(f:records(records))"/>
  </xsl:template>
</xsl:package>
