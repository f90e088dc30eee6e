<?xml version="1.0" encoding="UTF-8"?>
<!-- The head of the page, for machines: Highwire and Dublin Core tags with bibo.type, by which Zotero knows a letter,
     Open Graph for previews, schema.org as JSON-LD for search engines. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:style" as="xs:string" static="yes" select="unparsed-text('page.css')"/>

  <xsl:template name="f:head" as="element(head)">
    <xsl:context-item use="absent"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="$v:records[1]"/>
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>{string-join((f:display-title($record), $record?edition)[.], ' – ')}</title>
      <meta name="color-scheme" content="light dark"/>
      <xsl:sequence select="f:meta('description', $record?abstract), f:meta('generator', 'Epistola')"/>
      <xsl:for-each select="$record?uri"><link rel="canonical" href="{.}"/></xsl:for-each>
      <xsl:for-each select="$record?licence?uri[.]"><link rel="license" href="{.}"/></xsl:for-each>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
      <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"/>
      <link rel="schema.bibo" href="http://purl.org/ontology/bibo/"/>
      <xsl:sequence select="f:highwire($record), f:dublin-core($record), f:open-graph($record)"/>
      <script type="application/ld+json"><xsl:sequence select="f:script(f:json(f:schema-org($record)))"/></script>
      <style><xsl:sequence select="$v:style"/></style>
    </head>
  </xsl:template>

  <xsl:function name="f:meta" as="element(meta)*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:for-each select="$values[.]"><meta name="{$name}" content="{.}"/></xsl:for-each>
  </xsl:function>

  <xsl:function name="f:highwire" as="element(meta)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      f:meta('citation_title', f:display-title($record)),
      f:meta('citation_author', $record?senders ! f:ris-name(.)),
      f:meta('citation_date', ($record?date?start, $record?date?end, $record?published[not($record?kind = 'letter')])[1] ! translate(., '-', '/')),
      f:meta('citation_publisher', $record?publisher),
      f:meta('citation_doi', $record?doi),
      f:meta('citation_language', $record?languages[1]),
      f:meta('citation_public_url', $record?uri),
      f:meta('bibo.type', 'Letter'[$record?kind = 'letter'])"/>
  </xsl:function>

  <xsl:function name="f:dublin-core" as="element(meta)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      f:meta('DC.title', f:display-title($record)),
      f:meta('DC.creator', $record?senders ! f:ris-name(.)),
      f:meta('DC.contributor', $record?editors ! f:ris-name(.)),
      f:meta('DC.date', ($record?date ! f:edtf(.), $record?published)[1]),
      f:meta('DC.type', 'Text'), f:meta('DC.format', 'text/html'),
      f:meta('DC.identifier', ($record?doi ! ('https://doi.org/' || .), $record?uri)),
      f:meta('DC.language', $record?languages),
      f:meta('DC.publisher', $record?publisher),
      f:meta('DC.rights', ($record?licence ! ((?uri, ?name)[.])[1])),
      f:meta('DC.source', f:archive-in-words($record?archive)),
      f:meta('DC.description', $record?abstract),
      f:meta('DCTERMS.isPartOf', $record?edition)"/>
  </xsl:function>

  <xsl:function name="f:open-graph" as="element(meta)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="properties" as="map(xs:string, xs:string*)" select="map{
      'title': f:display-title($record), 'type': 'article', 'url': $record?uri, 'description': $record?abstract,
      'site_name': $record?edition, 'locale': $v:language}"/>
    <xsl:for-each select="('title', 'type', 'url', 'description', 'site_name', 'locale')">
      <xsl:variable name="name" as="xs:string" select="."/>
      <xsl:for-each select="$properties($name)[.]"><meta property="og:{$name}" content="{.}"/></xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <!-- schema.org has no letters; a Message has a sender, a recipient and the day on which it was sent. -->
  <xsl:function name="f:schema-org" as="map(xs:string, item()*)">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="is-letter" as="xs:boolean" select="$record?kind = 'letter'"/>
    <xsl:sequence select="map:merge((
      map{'@context': 'https://schema.org', '@type': if ($is-letter) then 'Message' else 'CreativeWork', 'name': f:display-title($record)},
      f:property('sender', $record?senders[$is-letter] ! f:agent(.)), f:property('author', $record?senders ! f:agent(.)),
      f:property('recipient', $record?addressees ! f:agent(.)),
      f:property('dateSent', $record?date[?kind = 'when'][$is-letter]?start), f:property('dateCreated', $record?date ! f:edtf(.)),
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

  <!-- JSON inside a script element: nothing in it may look like the end of the element or a comment. -->
  <xsl:function name="f:script" as="xs:string">
    <xsl:param name="json" as="xs:string"/>
    <xsl:sequence select="$json => replace('&lt;', '\\u003c') => replace('&gt;', '\\u003e')"/>
  </xsl:function>
</xsl:stylesheet>
