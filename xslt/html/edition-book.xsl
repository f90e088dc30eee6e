<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition as a book for reading devices: its package document, its table of contents, its chapters. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:edition-book" as="element(archive)">
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="edition" as="map(xs:string, item()*)" select="f:edition-of($letters)"/>
    <archive>
      <file path="mimetype" stored="yes">application/epub+zip</file>
      <file path="META-INF/container.xml">
        <container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
          <rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
        </container>
      </file>
      <file path="book/package.opf"><xsl:sequence select="f:edition-package($edition, $letters)"/></file>
      <file path="book/contents.xhtml"><xsl:sequence select="f:xhtml($edition?title, f:edition-contents($edition, $letters))"/></file>
      <xsl:for-each select="$letters">
        <file path="book/{f:file-of(.)}"><xsl:sequence select="f:xhtml(f:display-title(.), f:plain-body(?chapter))"/></file>
      </xsl:for-each>
      <file path="book/style.css">{$v:book-style}</file>
    </archive>
  </xsl:function>

  <xsl:function name="f:file-of" as="xs:string">
    <xsl:param name="letter" as="map(xs:string, item()*)"/>
    <xsl:sequence select="'letter-' || f:ascii($letter?key) || '.xhtml'"/>
  </xsl:function>

  <!-- The body of a chapter, which is in the namespace of XHTML already. -->
  <xsl:function name="f:plain-body" as="element(body)">
    <xsl:param name="chapter" as="xs:string"/>
    <xsl:variable name="body" as="element()" select="parse-xml($chapter)/*"/>
    <body>
      <xsl:sequence select="$body/@*, $body/node()"/>
    </body>
  </xsl:function>

  <xsl:function name="f:edition-package" as="element()">
    <xsl:param name="edition" as="map(xs:string, item()*)"/>
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <xsl:variable name="day" as="xs:string" select="($edition?published ! (. || substring('0000-01-01', string-length(.) + 1)), '1970-01-01')[1]"/>
    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{$v:language}">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:identifier id="id">urn:letters:{f:ascii($edition?title)}</dc:identifier>
        <dc:title>{$edition?title}</dc:title>
        <xsl:for-each select="($edition?languages, $v:language[empty($edition?languages)])"><dc:language>{.}</dc:language></xsl:for-each>
        <xsl:for-each select="$edition?editors"><dc:creator>{.}</dc:creator></xsl:for-each>
        <xsl:for-each select="$edition?publisher"><dc:publisher>{.}</dc:publisher></xsl:for-each>
        <xsl:for-each select="$edition?licence"><dc:rights>{.}</dc:rights></xsl:for-each>
        <meta property="dcterms:modified">{$day}T00:00:00Z</meta>
      </metadata>
      <manifest>
        <item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <xsl:for-each select="$letters">
          <item id="letter-{position()}" href="{f:file-of(.)}" media-type="application/xhtml+xml"/>
        </xsl:for-each>
        <item id="style" href="style.css" media-type="text/css"/>
      </manifest>
      <spine>
        <itemref idref="contents"/>
        <xsl:for-each select="$letters"><itemref idref="letter-{position()}"/></xsl:for-each>
      </spine>
    </package>
  </xsl:function>

  <xsl:function name="f:edition-contents" as="element(body)">
    <xsl:param name="edition" as="map(xs:string, item()*)"/>
    <xsl:param name="letters" as="map(xs:string, item()*)*"/>
    <body>
      <h1>{$edition?title}</h1>
      <nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops">
        <h2>{f:label('letters')}</h2>
        <ol>
          <xsl:for-each select="$letters">
            <li><a href="{f:file-of(.)}">{f:line-of-letter(.)}</a></li>
          </xsl:for-each>
        </ol>
      </nav>
    </body>
  </xsl:function>
</xsl:stylesheet>
