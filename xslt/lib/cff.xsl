<?xml version="1.0" encoding="UTF-8"?>
<!-- Records as CITATION.cff, version 1.2.0 (https://citation-file-format.github.io): how to cite the edition. YAML, with every string
     quoted as JSON quotes it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:cff" as="xs:string">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="title" as="xs:string" select="($letters?edition[.], $letters?title[.], 'Letters')[1]"/>
    <xsl:variable name="editors" as="map(xs:string, xs:string)*" select="f:cff-people($letters)"/>
    <xsl:variable name="day" as="xs:string?" select="max($letters?published[matches(., '^\d{4}-\d\d-\d\d$')])"/>
    <xsl:variable name="licences" as="xs:string*" select="distinct-values($letters?licence?uri ! f:spdx(.))"/>
    <xsl:sequence select="string-join((
      'cff-version: 1.2.0',
      'message: &quot;Please cite this edition as follows.&quot;',
      'type: dataset',
      'title: ' || f:yaml($title),
      'authors:',
      if (exists($editors)) then $editors ! f:cff-person(.) else '  - name: ' || f:yaml(($letters?publisher[.], 'Unknown')[1]),
      $day ! ('date-released: ' || f:yaml(.)),
      distinct-values($letters?edition-doi)[1] ! ('doi: ' || f:yaml(.)),
      $licences[count($licences) = 1] ! ('license: ' || .),
      'keywords:', ('letters', 'correspondence', 'TEI') ! ('  - ' || .),
      '')[.] , '&#10;') || '&#10;'"/>
  </xsl:function>

  <!-- The editors of all letters, each once. -->
  <xsl:function name="f:cff-people" as="map(xs:string, xs:string)*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:for-each-group select="$letters?editors" group-by="?name">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:cff-person" as="xs:string*">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if ($name?kind = 'org' or not($name?forename)) then '  - name: ' || f:yaml($name?name)
      else ('  - family-names: ' || f:yaml($name?surname), '    given-names: ' || f:yaml($name?forename),
        '    name-particle: '[$name?particle] ! (. || f:yaml($name?particle)),
        tokenize($name?uris)[contains(., '//orcid.org/')][1] ! ('    orcid: ' || f:yaml(.)))"/>
  </xsl:function>

  <!-- The SPDX identifier of a Creative Commons licence. -->
  <xsl:function name="f:spdx" as="xs:string?">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(substring-after($uri, 'creativecommons.org/'), '/')"/>
    <xsl:sequence select="
      if ($parts[1] = 'licenses' and matches($parts[3], '^\d\.\d$')) then 'CC-' || upper-case($parts[2]) || '-' || $parts[3]
      else if ($parts[1] = 'publicdomain' and $parts[2] = 'zero') then 'CC0-1.0'
      else ()"/>
  </xsl:function>
</xsl:stylesheet>
