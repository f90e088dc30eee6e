<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to RDF in Turtle. -->
<xsl:package name="https://epistola.example/ns/turtle" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="RDF (Turtle)" suffix=".ttl" media-type="text/turtle; charset=utf-8" scope="corpus">
    <ep:description>Letters, persons, places and organisations as linked data, in the vocabulary of schema.org.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/turtle.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:template match="/" as="text()">
    <xsl:text>{f:turtle(f:records(records))}</xsl:text>
  </xsl:template>
</xsl:package>
