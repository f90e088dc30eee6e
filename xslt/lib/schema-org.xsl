<?xml version="1.0" encoding="UTF-8"?>
<!-- A record in the vocabulary of schema.org, as JSON-LD. It has no letters; a Message has a sender, a recipient and the day on
     which it was sent. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:schema-org" as="map(xs:string, item()*)">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:sequence select="map:merge((
      map{'@context': 'https://schema.org', '@type': if ($is-letter) then 'Message' else 'CreativeWork', 'name': f:display-title($record)},
      f:property('sender', $record?senders[$is-letter] ! f:agent(.)), f:property('author', $record?senders ! f:agent(.)),
      f:property('recipient', $record?addressees ! f:agent(.)),
      f:property('dateSent', $record?date[?kind = 'when'][not(?doubt)][$is-letter]?start), f:property('dateCreated', $record?date ! f:edtf(.)),
      f:property('datePublished', $record?published), f:property('locationCreated', $record?place ! map{'@type': 'Place', 'name': ?name}),
      f:property('editor', $record?editors ! f:agent(.)),
      f:property('publisher', $record?publisher[.] ! map{'@type': 'Organization', 'name': .}),
      f:property('isPartOf', $record?edition[.] ! map{'@type': 'CreativeWork', 'name': .}),
      f:property('license', ($record?licence ! (?uri, ?name)[.])[1]), f:property('inLanguage', $record?languages),
      f:property('abstract', $record?abstract[.]), f:property('identifier', $record?doi), f:property('url', $record?uri)))"/>
  </xsl:function>

  <xsl:function name="f:property" as="map(xs:string, item())?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:sequence select="if (empty($values)) then () else map{$name: if (count($values) = 1) then $values else array{$values}}"/>
  </xsl:function>

  <xsl:function name="f:agent" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="map:merge((
      map{'@type': if ($name?kind = 'org') then 'Organization' else 'Person', 'name': $name?name},
      $name?uri[.] ! map{'sameAs': .}))"/>
  </xsl:function>
</xsl:stylesheet>
