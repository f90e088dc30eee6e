<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pass 80: the encoding manual, one page of HTML.

  Input    a resolved tei:schemaSpec (pass 40); parameter odd, the ODD itself, whose chapters of prose come
           first
  Output   a page that needs nothing beside it: chapters, elements by module, classes, macros, datatypes,
           rules; everything that is named is linked
-->
<xsl:package version="3.0" name="https://epistola.example/xslt/odd/80-documentation" package-version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:odd="https://epistola.example/ns/odd"
    exclude-result-prefixes="#all" expand-text="yes">

  <xsl:include href="modules/names.xsl"/>
  <xsl:include href="modules/rules.xsl"/>
  <xsl:include href="modules/html-style.xsl"/>
  <xsl:include href="modules/html-prose.xsl"/>
  <xsl:include href="modules/html-example.xsl"/>
  <xsl:include href="modules/html-content.xsl"/>
  <xsl:include href="modules/html-attributes.xsl"/>
  <xsl:include href="modules/html-specification.xsl"/>

  <xsl:param name="odd" as="document-node()?" select="()"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="yes"
      suppress-indentation="p dd th td li h1 h2 h3 pre code"/>
  <xsl:global-context-item as="document-node(element(tei:schemaSpec))" use="required"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:variable name="odd:title" as="xs:string"
      select="string(($odd//tei:titleStmt/tei:title[1] ! normalize-space(), $odd:schema/@ident)[1])"/>

  <!-- The chapters that the ODD has around its specification. -->
  <xsl:variable name="odd:chapters" as="element(tei:div)*" select="$odd//tei:body/tei:div[not(.//tei:schemaSpec)]"/>

  <xsl:template match="/" as="document-node()">
    <xsl:document>
      <xsl:sequence select="odd:warning()"/>
      <xsl:apply-templates select="tei:schemaSpec"/>
    </xsl:document>
  </xsl:template>

  <xsl:template match="tei:schemaSpec" as="element(html)">
    <html lang="{(@xml:lang, 'en')[1]}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{$odd:title}</title>
        <style>{$odd:style}</style>
      </head>
      <body>
        <a class="skip" href="#manual">Skip the table of contents</a>
        <header>
          <h1>{$odd:title}</h1>
          <xsl:sequence select="odd:desc(.)"/>
        </header>
        <xsl:sequence select="odd:contents(.)"/>
        <main id="manual">
          <xsl:apply-templates select="$odd:chapters" mode="prose"/>
          <xsl:sequence select="odd:modules(.)"/>
          <xsl:sequence select="odd:section('rules', 'Rules', .//tei:constraintSpec[odd:is-schematron(.)])"/>
          <xsl:sequence select="odd:section('attribute-classes', 'Classes of attributes',
                tei:classSpec[@type = 'atts'])"/>
          <xsl:sequence select="odd:section('element-classes', 'Classes of elements',
                tei:classSpec[@type = 'model'])"/>
          <xsl:sequence select="odd:section('macros', 'Shared content', tei:macroSpec)"/>
          <xsl:sequence select="odd:section('datatypes', 'Datatypes', tei:dataSpec)"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="odd:contents" as="element(nav)">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <nav aria-label="Table of contents">
      <h2>Contents</h2>
      <ul>
        <xsl:for-each select="$odd:chapters">
          <li><a href="#{odd:chapter-anchor(.)}">{normalize-space(tei:head[1])}</a></li>
        </xsl:for-each>
        <xsl:for-each-group select="$schema/tei:elementSpec" group-by="string(@module)">
          <li>
            <a href="#{odd:module-anchor(.)}">{odd:module-title(.)}</a>
            <span class="names">
              <xsl:for-each select="current-group()">
                <xsl:sort select="lower-case(@ident)"/>
                <xsl:text> </xsl:text>
                <a href="#{odd:anchor(.)}">{@ident}</a>
              </xsl:for-each>
            </span>
          </li>
        </xsl:for-each-group>
        <li><a href="#rules">Rules</a></li>
        <li><a href="#attribute-classes">Classes of attributes</a></li>
        <li><a href="#element-classes">Classes of elements</a></li>
        <li><a href="#macros">Shared content</a></li>
        <li><a href="#datatypes">Datatypes</a></li>
      </ul>
    </nav>
  </xsl:function>

  <!-- A chapter for each module that has elements. -->
  <xsl:function name="odd:modules" as="element(section)*">
    <xsl:param name="schema" as="element(tei:schemaSpec)"/>
    <xsl:for-each-group select="$schema/tei:elementSpec" group-by="string(@module)">
      <section id="{odd:module-anchor(.)}">
        <h2>{odd:module-title(.)}</h2>
        <xsl:sequence select="key('declared-module', @module) ! odd:desc(.)"/>
        <xsl:apply-templates select="current-group()" mode="specification">
          <xsl:sort select="lower-case(@ident)"/>
        </xsl:apply-templates>
      </section>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="odd:section" as="element(section)?">
    <xsl:param name="anchor" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="specifications" as="element()*"/>
    <section id="{$anchor}">
      <h2>{$title}</h2>
      <xsl:apply-templates select="$specifications" mode="specification">
        <xsl:sort select="lower-case(@ident)"/>
      </xsl:apply-templates>
    </section>
  </xsl:function>

</xsl:package>
