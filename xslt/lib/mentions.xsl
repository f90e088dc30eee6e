<?xml version="1.0" encoding="UTF-8"?>
<!-- Who and what is named in the text of a letter: a map for each name, with "kind" (person, place, org, work, other), "words" (as
     the text has them), "ref", "name" (of the register entry), "entry" (its xml:id), "uris", "paragraph" (its xml:id, or its
     number as on the page; "" outside of paragraphs), "certainty" and "resp" (as the encoding states them). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:mentions" as="map(xs:string, xs:string)*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="paragraphs" as="map(xs:string, xs:integer)" select="f:numbered(f:paragraphs($tei/tei:text))"/>
    <xsl:sequence select="$tei/tei:text//(tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:rs | tei:name)
      [normalize-space()][not(ancestor::tei:back//(tei:listPerson | tei:listPlace | tei:listOrg))]
      ! f:mention(., $paragraphs, $authority)"/>
  </xsl:function>

  <xsl:function name="f:mention" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="paragraphs" as="map(xs:string, xs:integer)"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="entry" as="element()?" select="f:entries($name, $authority)[1]"/>
    <xsl:variable name="ref" as="xs:string" select="string(($name/@ref, $name/@key)[1])"/>
    <xsl:variable name="paragraph" as="element()?" select="$name/ancestor::*[map:contains($paragraphs, generate-id())][1]"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <xsl:sequence select="map{
      'kind': f:kind-of-mention($name, $entry),
      'words': f:words($name),
      'ref': $ref,
      'name': f:name-of-mention($name, $entry, $authority),
      'entry': string($entry/@xml:id),
      'uris': string-join(f:uris($ref, $entry), ' '),
      'paragraph': string(($paragraph/@xml:id, $paragraph ! $paragraphs(generate-id(.)))[1]),
      'certainty': string($name/@cert),
      'resp': string($name/@resp)}"/>
  </xsl:function>

  <xsl:function name="f:kind-of-mention" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="
      if ($entry/(self::tei:person | self::tei:place | self::tei:org)) then local-name($entry)
      else if ($name/self::tei:persName or $name/@type = 'person') then 'person'
      else if ($name/(self::tei:placeName | self::tei:geogName) or $name/@type = 'place') then 'place'
      else if ($name/self::tei:orgName or $name/@type = 'org') then 'org'
      else if ($entry/(self::tei:bibl | self::tei:biblStruct) or $name/@type = ('work', 'bibl')) then 'work'
      else 'other'"/>
  </xsl:function>

  <xsl:function name="f:name-of-mention" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="entry" as="element()?"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:sequence select="
      if (empty($entry)) then ''
      else if ($entry/self::tei:person) then f:entry-name($entry) ! f:name(., $authority)?name
      else f:words(f:entry-name($entry))"/>
  </xsl:function>
</xsl:stylesheet>
