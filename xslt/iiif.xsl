<?xml version="1.0" encoding="UTF-8"?>
<!-- From a TEI letter to a IIIF manifest. -->
<xsl:package name="https://epistola.example/ns/iiif" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="IIIF manifest" suffix=".manifest.json" media-type="application/ld+json" scope="letter">
    <ep:description>The facsimile of the letter for viewers of pictures, with its metadata (Presentation API 3.0).</ep:description>
    <ep:authority/>
    <ep:parameter name="address" default="">The address of the manifest; without it, that of the letter with /manifest.json.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/json.xsl"/>
  <xsl:include href="lib/facsimile.xsl"/>
  <xsl:include href="lib/iiif.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="authority" as="document-node()*" select="()"/>
  <xsl:param name="address" as="xs:string" select="''"/>

  <xsl:template match="/" as="text()">
    <xsl:text>{f:json-of-each(f:documents(.) ! f:manifest(f:record(., $authority), f:images(.), $address))}</xsl:text>
  </xsl:template>
</xsl:package>
