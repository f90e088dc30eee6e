<?xml version="1.0" encoding="UTF-8"?>
<!-- The network of a correspondence: who wrote to whom, how often, from when until when. A letter with several writers or
     addressees is a tie between each of the first and each of the second. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- Those who write or are written to: "id", "name", "kind", "uri", "sent", "received". -->
  <xsl:function name="f:network-nodes" as="map(xs:string, item())*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:for-each-group select="$letters ! (?senders ! map:put(., 'role', 'sent'), ?addressees ! map:put(., 'role', 'received'))" group-by="f:identity(.)">
      <xsl:sort select="?name"/>
      <xsl:sort select="current-grouping-key()"/>
      <xsl:sequence select="map{'id': 'n' || position(), 'key': current-grouping-key(), 'name': ?name, 'kind': ?kind, 'uri': ?uri,
        'sent': count(current-group()[?role = 'sent']), 'received': count(current-group()[?role = 'received'])}"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The ties: "source" and "target" (identifiers of nodes), "weight" (how many letters), "first" and "last" (dates). -->
  <xsl:function name="f:network-edges" as="map(xs:string, item()*)*">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="nodes" as="map(xs:string, item())*"/>
    <xsl:variable name="ids" as="map(xs:string, xs:string)" select="map:merge($nodes ! map:entry(?key, ?id))"/>
    <xsl:for-each-group select="$letters ! f:ties(., $ids)" composite="yes" group-by="?source, ?target">
      <xsl:variable name="days" as="xs:string*" select="sort(current-group()?day)"/>
      <xsl:sequence select="map{'source': ?source, 'target': ?target, 'weight': count(current-group()),
        'first': $days[1], 'last': $days[last()], 'letters': array{current-group()?letter}}"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:ties" as="map(xs:string, item()*)*">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="ids" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      for $sender in $letter?senders, $addressee in $letter?addressees
      return map{'source': $ids(f:identity($sender)), 'target': $ids(f:identity($addressee)), 'letter': $letter?key,
        'day': ($letter?date?start, $letter?date?end)[1]}"/>
  </xsl:function>

  <!-- GraphML (http://graphml.graphdrawing.org/specification.html). -->
  <xsl:function name="f:graphml" as="element()">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="nodes" as="map(xs:string, item())*" select="f:network-nodes($letters)"/>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <xsl:sequence select="('name', 'kind', 'uri') ! f:graphml-key('node', ., 'string'), ('sent', 'received') ! f:graphml-key('node', ., 'int'),
        f:graphml-key('edge', 'weight', 'int'), ('first', 'last') ! f:graphml-key('edge', ., 'string')"/>
      <graph id="correspondence" edgedefault="directed">
        <xsl:for-each select="$nodes">
          <node id="{?id}">
            <xsl:sequence select="f:graphml-data('node', ., ('name', 'kind', 'uri', 'sent', 'received'))"/>
          </node>
        </xsl:for-each>
        <xsl:for-each select="f:network-edges($letters, $nodes)">
          <edge source="{?source}" target="{?target}">
            <xsl:sequence select="f:graphml-data('edge', ., ('weight', 'first', 'last'))"/>
          </edge>
        </xsl:for-each>
      </graph>
    </graphml>
  </xsl:function>

  <xsl:function name="f:graphml-key" as="element()">
    <xsl:param name="for" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <key xmlns="http://graphml.graphdrawing.org/xmlns" id="{$for}-{$name}" for="{$for}" attr.name="{$name}" attr.type="{$type}"/>
  </xsl:function>

  <xsl:function name="f:graphml-data" as="element()*">
    <xsl:param name="for" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, item()*)"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:for-each select="$names[string($values(.))]">
      <data xmlns="http://graphml.graphdrawing.org/xmlns" key="{$for}-{.}">{$values(.)}</data>
    </xsl:for-each>
  </xsl:function>

  <!-- Nodes and edges for the web, as most libraries that draw networks take them. -->
  <xsl:function name="f:network-json" as="map(xs:string, array(*))">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="nodes" as="map(xs:string, item())*" select="f:network-nodes($letters)"/>
    <xsl:sequence select="map{
      'nodes': array{$nodes ! map:remove(., 'key')},
      'edges': array{f:network-edges($letters, $nodes)}}"/>
  </xsl:function>
</xsl:stylesheet>
