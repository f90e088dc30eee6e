<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters as files of Distributed Text Services 1.0 (https://dtsapi.org/specifications/versions/v1.0/): a file for each address
     that the URI templates of the entry file lead to. A server that only gives out files can do all that the specification asks
     of its level 0 but ranges of passages, of which there would be too many.

       index.json                                   the entry
       collection.json, collection/KEY.json         all letters; one letter; with ;nav=parents or ;nav=children
       navigation/KEY;down=1.json                   the passages of a letter; with ;ref=NAME about one of them
       document/KEY.xml, document/KEY;ref=NAME.xml  the letter as TEI; one of its passages -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="f:dts-head" as="map(xs:string, xs:string)" select="
    map{'@context': 'https://dtsapi.org/context/v1.0.json', 'dtsVersion': '1.0'}"/>

  <xsl:function name="f:dts" as="element(archive)">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="base" as="xs:string" select="f:dts-base($letters, $address)"/>
    <xsl:variable name="root" as="map(xs:string, item()*)" select="f:dts-root($letters, $base, $title)"/>
    <archive>
      <xsl:sequence select="f:dts-file('index.json', map{
        '@id': $base || 'index.json', '@type': 'EntryPoint', 'collection': $base || 'collection{/id}{;nav}.json',
        'navigation': $base || 'navigation/{resource}{;ref,down}.json', 'document': $base || 'document/{resource}{;ref}.xml'})"/>
      <xsl:sequence select="('collection', 'collection/' || $root('@id'))
        ! f:dts-collection(., $root, array{$letters ! f:dts-resource(., $base)}, array{})"/>
      <xsl:for-each select="$letters">
        <xsl:variable name="resource" as="map(xs:string, item()*)" select="f:dts-resource(., $base)"/>
        <xsl:sequence select="f:dts-collection('collection/' || ?key, $resource, array{}, array{$root}),
          f:dts-passages(., $resource, $base)"/>
      </xsl:for-each>
    </archive>
  </xsl:function>

  <!-- Beside the letters, unless they are known only by addresses from which a resolver leads on. -->
  <xsl:function name="f:dts-base" as="xs:string">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="beside" as="xs:string?" select="
      ($letters?uri[not(matches(., '^https?://((dx\.)?doi\.org|hdl\.handle\.net|purl\.[a-z.]+|w3id\.org)/'))])[1]
      ! (replace(., '^(.*/)[^/]*$', '$1') || 'dts/')"/>
    <xsl:if test="exists($letters) and not($address) and empty($beside)">
      <xsl:message>[no-address] The files name each other by their addresses in the web; give that of their folder as the parameter “address”.</xsl:message>
    </xsl:if>
    <xsl:sequence select="if ($address) then replace($address, '/+$', '') || '/' else ($beside, 'https://dts.invalid/')[1]"/>
  </xsl:function>

  <xsl:function name="f:dts-file" as="element(file)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="content" as="map(xs:string, item()*)"/>
    <file path="{$path}">{serialize(map:merge(($f:dts-head, $content)), map{'method': 'json', 'indent': false(), 'use-character-maps': map{'/': '/'}})}&#10;</file>
  </xsl:function>

  <!-- The collection of all letters, without its members. -->
  <xsl:function name="f:dts-root" as="map(xs:string, item()*)">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="map{
      '@id': ('letters', 'all-letters', 'collection-of-letters')[not(. = $letters?key)][1], '@type': 'Collection',
      'title': ($title[.], $letters?edition[.], 'Letters')[1], 'totalParents': 0, 'totalChildren': count($letters),
      'collection': $base || 'collection{/id}{;nav}.json'}"/>
  </xsl:function>

  <!-- A letter, as collections and navigation name it. -->
  <xsl:function name="f:dts-resource" as="map(xs:string, item()*)">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="$letter?key"/>
    <xsl:variable name="types" as="xs:string*" select="distinct-values(parse-json($letter?passages)?*?type)"/>
    <xsl:sequence select="map{
      '@id': $key, '@type': 'Resource', 'title': f:display-title($letter), 'totalParents': 1, 'totalChildren': 0,
      'collection': $base || 'collection/' || $key || '{;nav}.json',
      'navigation': $base || 'navigation/' || $key || '{;ref,down}.json',
      'document': $base || 'document/' || $key || '{;ref}.xml', 'download': $base || 'document/' || $key || '.xml',
      'mediaTypes': array{'application/tei+xml'},
      'citationTrees': array{map:merge((map{'@type': 'CitationTree'},
        map:entry('citeStructure', array{$types ! map{'@type': 'CiteStructure', 'citeType': .}})[exists($types)]))},
      'dublinCore': f:dts-dublin-core($letter)}"/>
  </xsl:function>

  <xsl:function name="f:dts-dublin-core" as="map(xs:string, item())">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:variable name="words" as="map(xs:string, xs:string*)" select="map{
      'title': f:display-title($letter), 'creator': $letter?senders?name, 'contributor': $letter?editors?name,
      'abstract': $letter?abstract, 'publisher': $letter?publisher, 'isPartOf': $letter?edition}"/>
    <xsl:variable name="addresses" as="map(xs:string, xs:string*)" select="map{
      'identifier': ($letter?doi ! f:doi-address(.), $letter?uri), 'license': $letter?licence?uri}"/>
    <xsl:variable name="language" as="xs:string" select="($letter?languages, 'und')[1]"/>
    <xsl:sequence select="map:merge((
      map:for-each($words, function($name, $values) { map:entry($name, array{$values[.] ! map{'lang': $language, 'value': .}})[exists($values[.])] }),
      map:for-each($addresses, function($name, $values) { map:entry($name, array{$values[.]})[exists($values[.])] }),
      $letter?date ! map{'date': f:edtf(.)}, map{'language': array{$letter?languages}}[exists($letter?languages)]))"/>
  </xsl:function>

  <!-- The files of a collection or a letter: with its children, which is what is meant without "nav", and with its parents. -->
  <xsl:function name="f:dts-collection" as="element(file)+">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="object" as="map(xs:string, item()*)"/>
    <xsl:param name="children" as="array(*)"/>
    <xsl:param name="parents" as="array(*)"/>
    <xsl:sequence select="('', ';nav=children') ! f:dts-file($path || . || '.json', map:put($object, 'member', $children)),
      f:dts-file($path || ';nav=parents.json', map:put($object, 'member', $parents))"/>
  </xsl:function>

  <!-- What can be asked about the passages of a letter, and the passages. Their tree has one level: below a passage there is
       none, and beside it are all. -->
  <xsl:function name="f:dts-passages" as="element(file)*">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:param name="resource" as="map(xs:string, item()*)"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:variable name="passages" as="map(*)*" select="parse-json($letter?passages)?*"/>
    <xsl:variable name="units" as="map(*)*" select="$passages ! map:merge((
      map{'identifier': ?name, '@type': 'CitableUnit', 'level': 1, 'parent': (), 'citeType': ?type},
      map:entry('@id', $letter?uri || '#' || ?name)[$letter?uri]))"/>
    <xsl:variable name="key" as="xs:string" select="$letter?key"/>
    <xsl:sequence select="('1', '-1') ! f:dts-navigation($key || ';down=' || ., $base, $resource, map{'member': array{$units}})"/>
    <file path="document/{$key}.xml">{$letter?document}</file>
    <xsl:for-each select="$passages">
      <xsl:variable name="unit" as="map(*)" select="$units[?identifier = current()?name]"/>
      <xsl:variable name="asked" as="xs:string" select="$key || ';ref=' || ?name"/>
      <xsl:sequence select="f:dts-navigation($asked, $base, $resource, map{'ref': $unit}),
        f:dts-navigation($asked || ';down=0', $base, $resource, map{'ref': $unit, 'member': array{$units}}),
        ('1', '-1') ! f:dts-navigation($asked || ';down=' || ., $base, $resource, map{'ref': $unit, 'member': array{$unit}})"/>
      <file path="document/{$asked}.xml">{?xml}</file>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="f:dts-navigation" as="element(file)">
    <xsl:param name="asked" as="xs:string"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:param name="resource" as="map(xs:string, item()*)"/>
    <xsl:param name="answer" as="map(xs:string, item()*)"/>
    <xsl:variable name="path" as="xs:string" select="'navigation/' || $asked || '.json'"/>
    <xsl:sequence select="f:dts-file($path, map:merge((
      map{'@id': $base || $path, '@type': 'Navigation', 'resource': map:remove($resource, 'dublinCore')}, $answer)))"/>
  </xsl:function>
</xsl:stylesheet>
