<?xml version="1.0" encoding="UTF-8"?>
<!-- From TEI letters to JSON-LD. -->
<xsl:package name="https://epistola.example/ns/json-ld" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="schema.org (JSON-LD)" suffix=".jsonld" media-type="application/ld+json" scope="letter">
    <ep:description>A Message of schema.org with its sender, recipient and date, as search engines read it.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/json.xsl"/>
  <xsl:include href="lib/schema-org.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{f:json-of-each(f:documents(.) ! f:schema-org(f:record(., $authority)))}</xsl:text>
  </xsl:template>
</xsl:package>
