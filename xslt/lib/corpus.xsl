<?xml version="1.0" encoding="UTF-8"?>
<!-- Records of many letters: each letter is read by itself and becomes a line of JSON (some kilobytes), and the formats that
     take all letters read those. So their need of memory grows with the number of letters, not with their texts. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- A record as one line of JSON: each value an array, since a record has sequences and JSON has none. -->
  <xsl:function name="f:frozen" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="f:json-line(map:merge(sort(map:keys($record)) ! map:entry(., array{$record(.)})))"/>
  </xsl:function>

  <xsl:function name="f:json-line" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map{'method': 'json', 'indent': false()})"/>
  </xsl:function>

  <!-- The mentions of a letter, of which there can be hundreds: they stay JSON until they are asked for. -->
  <xsl:function name="f:mentioned" as="map(xs:string, xs:string)*">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:sequence select="parse-json($letter?mentions)?*"/>
  </xsl:function>

  <!-- And back. -->
  <xsl:function name="f:revived" as="map(xs:string, item()*)">
    <xsl:param name="json" as="xs:string"/>
    <xsl:sequence select="f:thawed(parse-json($json))"/>
  </xsl:function>

  <xsl:function name="f:thawed" as="map(xs:string, item()*)">
    <xsl:param name="frozen" as="map(xs:string, array(*))"/>
    <xsl:sequence select="map:merge(map:keys($frozen) ! map:entry(., $frozen(.)?*))"/>
  </xsl:function>

  <!-- The records of all letters, by date and key; keys that occur twice get a number. "file" is the name of the document
       without its suffix. The order in which the files came doesn't matter. -->
  <xsl:function name="f:records" as="map(xs:string, item()*)*">
    <xsl:param name="records" as="element(records)"/>
    <xsl:variable name="sorted" as="element(record)*" select="sort($records/record, (), function($record) { string($record), string($record/@file) })"/>
    <xsl:for-each-group select="$sorted ! map:put(f:revived(string(.)), 'file', string(@file))" group-by="?key">
      <xsl:sort select="string((?date?start, ?date?end)[1])"/>
      <xsl:sort select="?key"/>
      <xsl:sequence select="current-group() ! map:put(., 'key', string-join((?key, position()[. gt 1]), '-'))"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Somebody among many letters: by an address, a pointer, or else the name alone. -->
  <xsl:function name="f:identity" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="(($name?uri, $name?ref, $name?name)[.], '')[1]"/>
  </xsl:function>
</xsl:stylesheet>
