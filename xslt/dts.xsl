<?xml version="1.0" encoding="UTF-8"?>
<!-- From passages of letters to an interface of Distributed Text Services in files, which are packed afterwards. -->
<xsl:package name="https://epistola.example/ns/dts" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Distributed Text Services 1.0" suffix=".zip" media-type="application/zip" scope="corpus" stem="dts"
    gathers="passages" container="zip">
    <ep:description>All letters and their paragraphs in files that harvesters of texts read from any web server.</ep:description>
    <ep:authority/>
    <ep:parameter name="address" default="">Where the files will be unpacked; without it, the folder dts beside the letters.</ep:parameter>
    <ep:parameter name="title" default="">The title of the collection; without it, that of the edition.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/dts.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="address" as="xs:string" select="''"/>
  <xsl:param name="title" as="xs:string" select="''"/>

  <xsl:template match="/" as="element(archive)">
    <xsl:sequence select="f:dts(f:records(records), $address, $title)"/>
  </xsl:template>
</xsl:package>
