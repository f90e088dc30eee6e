<?xml version="1.0" encoding="UTF-8"?>
<!-- Addresses that hold: what no address may have in it, and what strangers' TEI has all the same, is percent-encoded. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- An address as an IRI (RFC 3987, 2.2): letters of all languages stay as they are; a percent sign that encodes nothing,
       brackets behind the host, a second number sign, and characters that stand in no address are encoded. -->
  <xsl:function name="f:address" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="
      if (translate($address, $f:suspicious, '') = $address) then $address
      else if (contains($address, '#'))
      then f:encoded-address(substring-before($address, '#')) || '#' || replace(f:encoded-address(substring-after($address, '#')), '#', '%23')
      else f:encoded-address($address)"/>
  </xsl:function>

  <xsl:variable name="f:suspicious" as="xs:string" static="yes" select="' %#[]{}|\^`&quot;&lt;&gt;'"/>

  <xsl:function name="f:encoded-address" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:variable name="host" as="xs:string" select="
      if (contains($part, '://')) then substring-before($part, '://') || '://' || replace(substring-after($part, '://'), '[/?].*$', '', 's') else ''"/>
    <xsl:variable name="pieces" as="xs:string*" select="
      analyze-string(substring-after($part, $host), '%[0-9A-Fa-f]{2}')/* ! (
        if (self::*:match) then string()
        else string-join(analyze-string(., '[ %\[\]{}|\\\^`&quot;&lt;&gt;]')/* ! (if (self::*:match) then encode-for-uri(.) else string())))"/>
    <xsl:sequence select="$host || string-join($pieces)"/>
  </xsl:function>

  <!-- Where a DOI leads. -->
  <xsl:function name="f:doi-address" as="xs:string">
    <xsl:param name="doi" as="xs:string"/>
    <xsl:sequence select="'https://doi.org/' || f:address(replace($doi, '#', '%23'))"/>
  </xsl:function>

  <!-- A URI without what does not tell it from another: the scheme, "www.", a slash at the end. -->
  <xsl:function name="f:same-uri" as="xs:string">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="replace(normalize-space($uri), '^https?://(www\.)?|/+$', '')"/>
  </xsl:function>
</xsl:stylesheet>
