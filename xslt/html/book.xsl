<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of the page as a book: its package document, its table of contents, one chapter. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:f="https://epistola.example/ns/function" xmlns:m="https://epistola.example/ns/mode"
  xmlns:v="https://epistola.example/ns/variable" exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:book" as="element(archive)">
    <xsl:context-item use="absent"/>
    <archive>
      <file path="mimetype" stored="yes">application/epub+zip</file>
      <file path="META-INF/container.xml">
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
          <rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
        </container>
      </file>
      <file path="book/package.opf"><xsl:sequence select="f:package-document($v:records[1])"/></file>
      <file path="book/contents.xhtml"><xsl:sequence select="f:xhtml(f:label('contents'), f:book-contents())"/></file>
      <file path="book/letter.xhtml"><xsl:sequence select="f:xhtml(f:display-title($v:records[1]), f:chapter(true()))"/></file>
      <file path="book/style.css">{$v:book-style}</file>
    </archive>
  </xsl:template>

  <xsl:function name="f:package-document" as="element()">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="day" as="xs:string" select="($record?published ! (. || substring('0000-01-01', string-length(.) + 1)), '1970-01-01')[1]"/>
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{$v:language}">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:identifier id="id">{($record?doi ! f:doi-address(.), $record?uri, 'urn:letter:' || $record?key)[1]}</dc:identifier>
        <dc:title>{f:display-title($record)}</dc:title>
        <dc:language>{($record?languages, $v:language)[1]}</dc:language>
        <xsl:for-each select="$record?senders"><dc:creator>{?name}</dc:creator></xsl:for-each>
        <xsl:for-each select="$record?editors"><dc:contributor>{?name}</dc:contributor></xsl:for-each>
        <xsl:for-each select="$record?publisher[.]"><dc:publisher>{.}</dc:publisher></xsl:for-each>
        <xsl:for-each select="($record?licence ! (?uri, ?name)[.])[1]"><dc:rights>{.}</dc:rights></xsl:for-each>
        <meta property="dcterms:modified">{$day}T00:00:00Z</meta>
      </metadata>
      <manifest>
        <item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="letter" href="letter.xhtml" media-type="application/xhtml+xml"/>
        <item id="style" href="style.css" media-type="text/css"/>
      </manifest>
      <spine><itemref idref="letter"/></spine>
    </package>
  </xsl:function>

  <xsl:function name="f:book-contents" as="element(body)">
    <xsl:variable name="parts" as="map(xs:string, xs:boolean)" select="map{
      'notes': exists($v:notes), 'corrections': exists($v:corrections), 'register': map:size($v:entry-of) gt 0, 'about': true()}"/>
    <body>
      <nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops">
        <h1>{f:label('contents')}</h1>
        <ol>
          <li><a href="letter.xhtml">{f:display-title($v:records[1])}</a></li>
          <xsl:for-each select="('notes', 'corrections', 'register', 'about')[$parts(.)]">
            <li><a href="letter.xhtml#{.}">{f:label(.)}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </body>
  </xsl:function>
</xsl:stylesheet>
