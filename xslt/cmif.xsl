<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to CMIF. -->
<xsl:package name="https://epistola.example/ns/cmif" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="CMIF" suffix=".xml" media-type="application/tei+xml" scope="corpus">
    <ep:description>All letters in the Correspondence Metadata Interchange Format, for correspSearch and other indexes of letters.</ep:description>
    <ep:authority/>
    <ep:parameter name="title" default="">The title of the file; without it, that of the edition.</ep:parameter>
    <ep:parameter name="editor" default="">Who answers for the file; without it, the editors of the letters.</ep:parameter>
    <ep:parameter name="email" default="">Their address, which the format asks for.</ep:parameter>
    <ep:parameter name="publisher" default="">Who publishes the file.</ep:parameter>
    <ep:parameter name="url" default="">The address under which the file will be found; without it, cmif.xml beside the letters.</ep:parameter>
    <ep:parameter name="date" default="">The day of publication; without it, that of the letters.</ep:parameter>
    <ep:parameter name="licence" values="https://creativecommons.org/licenses/by/4.0/ https://creativecommons.org/publicdomain/zero/1.0/">The licence of the metadata; the format allows CC BY 4.0 and CC0.</ep:parameter>
    <ep:parameter name="version" values="1.1 2">2 adds who and what is mentioned, the languages, and the TEI files, as the draft of version 2.0 has them.</ep:parameter>
    <ep:parameter name="tei" default="">For version 2: the address of the folder in which the TEI files will be found.</ep:parameter>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/uuid.xsl"/>
  <xsl:include href="lib/cmif.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:param name="title" as="xs:string" select="''"/>
  <xsl:param name="editor" as="xs:string" select="''"/>
  <xsl:param name="email" as="xs:string" select="''"/>
  <xsl:param name="publisher" as="xs:string" select="''"/>
  <xsl:param name="url" as="xs:string" select="''"/>
  <xsl:param name="date" as="xs:string" select="''"/>
  <xsl:param name="licence" as="xs:string" select="'https://creativecommons.org/licenses/by/4.0/'"/>
  <xsl:param name="version" as="xs:string" select="'1.1'"/>
  <xsl:param name="tei" as="xs:string" select="''"/>

  <xsl:template match="/" as="element()">
    <xsl:sequence select="f:cmif(f:records(records)[?kind = 'letter'], map{'title': $title, 'editor': $editor, 'email': $email,
      'publisher': $publisher, 'url': $url, 'date': $date, 'licence': $licence, 'version': $version, 'tei': $tei})"/>
  </xsl:template>
</xsl:package>
