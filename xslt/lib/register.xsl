<?xml version="1.0" encoding="UTF-8"?>
<!-- From a pointer (ref, key) to the entry of a register: in the document itself (standOff, back, header) or in
     the authority files that come as the parameter "authority". -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:math="http://www.w3.org/2005/xpath-functions/math"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="addresses.xsl"/>

  <xsl:key name="f:entry" match="tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym
    | tei:bibl | tei:biblStruct | tei:item" use="@xml:id"/>
  <xsl:key name="f:entry-by-uri" match="(tei:person | tei:place | tei:org)/tei:idno[normalize-space()]"
    use="f:same-uri(.)"/>

  <!-- The entries to which an element points by ref, key or corresp, in the order of the pointers. -->
  <xsl:function name="f:entries" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="authority" as="document-node()*"/>
    <xsl:variable name="documents" as="document-node()*" select="root($element)[. instance of document-node()], $authority"/>
    <xsl:for-each select="tokenize(f:pointers($element))">
      <xsl:variable name="uri" as="xs:string" select="f:expand(., $element)"/>
      <xsl:variable name="id" as="xs:string" select="if (contains($uri, '#')) then substring-after($uri, '#') else $uri"/>
      <xsl:sequence select="(
        if (starts-with($uri, 'http'))
        then ($documents ! key('f:entry-by-uri', f:same-uri($uri), .)/..)
        else (), $documents ! key('f:entry', $id, .))[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What leads from a name to its entry, pointers with white space between them. -->
  <xsl:function name="f:pointers" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/@ref, $element/@key,
      $element[self::tei:persName or self::tei:placeName or self::tei:orgName]/@corresp)[1])"/>
  </xsl:function>

  <!-- A pointer with its prefix replaced as the prefixDef of the document says (TEI P5, chapter 17.2.3). -->
  <xsl:function name="f:expand" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="definition" as="element(tei:prefixDef)?" select="
      if ($prefix) then f:prefix-definition($prefix, $context/ancestor-or-self::tei:TEI[1]) else ()"/>
    <xsl:sequence select="if ($definition) then f:replaced(substring-after($pointer, ':'), $definition, $pointer) else $pointer"/>
  </xsl:function>

  <xsl:function name="f:prefix-definition" as="element(tei:prefixDef)?" cache="yes">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="tei" as="element(tei:TEI)?"/>
    <xsl:sequence select="($tei/tei:teiHeader/tei:encodingDesc//tei:prefixDef[@ident = $prefix])[1]"/>
  </xsl:function>

  <!-- What a prefixDef makes of the rest of a pointer; the whole pointer when it doesn't fit. Where any rest fits and
       comes last, it needs no regular expression. -->
  <xsl:function name="f:replaced" as="xs:string">
    <xsl:param name="rest" as="xs:string"/>
    <xsl:param name="definition" as="element(tei:prefixDef)"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="before" as="xs:string" select="substring-before($definition/@replacementPattern, '$1')"/>
    <xsl:variable name="is-simple" as="xs:boolean" select="
      $definition/@matchPattern = ('(.*)', '(.+)', '([^#]+)') and $definition/@replacementPattern = $before || '$1'
      and $before = translate($before, '$\', '') and $rest and not(contains($rest, '#'))"/>
    <xsl:try select="
      if ($is-simple) then $before || $rest
      else if (f:is-quick($definition/@matchPattern, string-length($rest)) and matches($rest, '^(' || $definition/@matchPattern || ')$'))
      then replace($rest, '^' || $definition/@matchPattern || '$', $definition/@replacementPattern)
      else $pointer">
      <xsl:catch errors="*" select="$pointer"/>
    </xsl:try>
  </xsl:function>

  <!-- Can a regular expression of a stranger's file be tried on so many characters in a moment? An engine that tries all ways has
       at most as many as the characters to the power of what may repeat, doubled by each choice, if nothing repeats in what repeats. -->
  <xsl:function name="f:is-quick" as="xs:boolean">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="bare" as="xs:string" select="$pattern => replace('\\[pP]\{[^}]*\}|\\[^1-9]', 'x') => replace('\[[^\]]*\]', 'x')"/>
    <xsl:variable name="repetitions" as="xs:integer" select="string-length(replace(replace($bare, '\{\d{1,3}\}', ''), '[^*+{]', ''))"/>
    <xsl:variable name="choices" as="xs:integer" select="string-length(replace($bare, '[^?|]', ''))"/>
    <xsl:sequence select="string-length($pattern) le 300 and not(matches($bare, '\)[*+{]|\\')) and $repetitions le 8 and $choices le 17
      and math:pow($length + 1, $repetitions) * math:pow(2, $choices) le 131072"/>
  </xsl:function>

  <!-- The name by which an entry is listed. -->
  <xsl:function name="f:entry-name" as="element()?">
    <xsl:param name="entry" as="element()?"/>
    <xsl:variable name="names" as="element()*" select="$entry/(tei:persName | tei:placeName | tei:orgName | tei:name
      | tei:settlement | tei:country | tei:region | tei:geogName | tei:eventName | tei:objectName | tei:title
      | tei:head | tei:label)"/>
    <xsl:sequence select="($names[@type = ('main', 'pref', 'preferred', 'reg')], $names[not(@type)], $names)[1]"/>
  </xsl:function>

  <!-- The identifiers of an entry: maps of "name" (Wikidata, GND …), "value" and, when it can be opened, "uri". -->
  <xsl:function name="f:entry-identifiers" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="$entry/tei:idno[normalize-space()] ! f:identifier(.)"/>
  </xsl:function>

  <!-- The addresses by which a pointer and the entry that it leads to name somebody or something. -->
  <xsl:function name="f:uris" as="xs:string*">
    <xsl:param name="ref" as="xs:string"/>
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="distinct-values((tokenize($ref)[matches(., '^https?:')] ! f:address(.), f:entry-identifiers($entry)?uri[. ne '']))"/>
  </xsl:function>

  <!-- The name of the registry in which an address lies; otherwise its host. -->
  <xsl:function name="f:registry-of" as="xs:string">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:variable name="registry" as="element()?" select="
      $f:registries/*/*[some $host in tokenize(@hosts) satisfies contains($uri, $host)][1]"/>
    <xsl:sequence select="string(($registry/@name, tokenize($uri, '/')[3])[1])"/>
  </xsl:function>

  <xsl:variable name="f:registries" as="document-node()" static="yes" select="doc('registries.xml')"/>

  <xsl:function name="f:identifier" as="map(xs:string, xs:string)">
    <xsl:param name="idno" as="element(tei:idno)"/>
    <xsl:variable name="value" as="xs:string" select="normalize-space($idno)"/>
    <xsl:variable name="types" as="xs:string*" select="$idno/(@type, @subtype) ! lower-case(.)"/>
    <xsl:variable name="is-uri" as="xs:boolean" select="matches($value, '^https?://\S+$')"/>
    <xsl:variable name="registry" as="element()?" select="(
      $f:registries/*/*[some $part in tokenize(@hosts) satisfies $is-uri and contains($value, $part)],
      $f:registries/*/*[not($is-uri) and tokenize(@types) = $types])[1]"/>
    <xsl:sequence select="map{
      'name': string(($registry/@name, $idno/@subtype, $idno/@type[not(lower-case(.) = ('uri', 'url'))], 
        if ($is-uri) then replace($value, '^https?://(www\.)?([^/]+).*$', '$2') else 'id')[1]),
      'value': if ($is-uri) then replace($value, '^.*/([^/]+)/*$', '$1') else $value,
      'uri': if ($is-uri) then f:address($value) else if ($registry) then $registry/@uri || encode-for-uri($value) else ''}"/>
  </xsl:function>
</xsl:stylesheet>
