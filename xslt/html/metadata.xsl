<?xml version="1.0" encoding="UTF-8"?>
<!-- The head of the page, for machines: Highwire and Dublin Core tags with bibo.type, by which Zotero knows a letter,
     Open Graph for previews, schema.org as JSON-LD for search engines. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:head" as="element(head)">
    <xsl:context-item use="absent"/>
    <xsl:variable name="record" as="map(xs:string, item()*)" select="$v:subject"/>
    <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>{string-join((f:display-title($record), $record?edition)[.], ' – ')}</title>
      <meta name="color-scheme" content="light dark"/>
      <xsl:sequence select="f:meta('description', $record?abstract), f:meta('generator', 'Epistola')"/>
      <xsl:for-each select="$record?uri"><link rel="canonical" href="{iri-to-uri(.)}"/></xsl:for-each>
      <xsl:for-each select="$record?licence?uri[.]"><link rel="license" href="{iri-to-uri(.)}"/></xsl:for-each>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
      <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/"/>
      <link rel="schema.bibo" href="http://purl.org/ontology/bibo/"/>
      <link rel="schema.z" href="http://www.zotero.org/namespaces/export#"/>
      <xsl:sequence select="f:highwire($record), f:zotero($record), f:dublin-core($record), f:open-graph($record)"/>
      <script type="application/ld+json"><xsl:sequence select="f:script(f:json(f:schema-org($record)))"/></script>
      <xsl:sequence select="f:style($style)"/>
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
      f:meta('citation_author', $record?senders ! f:sorted-name(.)),
      f:meta('citation_date', ($record?date?start, $record?date?end, $record?published[not($record?kind = 'letter')])[1] ! translate(., '-', '/')),
      f:meta('citation_publisher', $record?publisher),
      f:meta('citation_doi', $record?doi),
      f:meta('citation_language', $record?languages[1]),
      f:meta('citation_public_url', $record?uri)"/>
  </xsl:function>

  <!-- What Zotero reads and no common vocabulary has: that this is a letter, and where it is kept. It takes a property of its
       own vocabulary for the field of that name. -->
  <xsl:function name="f:zotero" as="element(meta)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      f:meta('bibo.type', 'Letter'[$record?kind = 'letter']),
      f:meta('z.archive', $record?archive ! string-join((?settlement, ?repository)[.], ', ')),
      f:meta('z.archiveLocation', $record?archive ! string-join((?collection, ?shelfmark)[.], ', '))"/>
  </xsl:function>

  <xsl:function name="f:dublin-core" as="element(meta)*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      f:meta('DC.title', f:display-title($record)),
      f:meta('DC.creator', $record?senders ! f:sorted-name(.)),
      f:meta('DC.contributor', $record?editors ! f:sorted-name(.)),
      f:meta('DC.date', ($record?date ! f:edtf(.), $record?date-words[.], $record?published[not($record?kind = 'letter')])[1]),
      f:meta('DC.type', ('Letter'[$record?kind = 'letter'], 'Text')), f:meta('DC.format', 'text/html'),
      f:meta('DC.identifier', ($record?doi ! f:doi-address(.), $record?uri)),
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

  <!-- JSON inside a script element: nothing in it may look like the end of the element or a comment. -->
  <xsl:function name="f:script" as="xs:string">
    <xsl:param name="json" as="xs:string"/>
    <xsl:sequence select="
      if (translate($json, '&lt;&gt;', '') = $json) then $json
      else $json => replace('&lt;', '\\u003c') => replace('&gt;', '\\u003e')"/>
  </xsl:function>
</xsl:stylesheet>
