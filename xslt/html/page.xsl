<?xml version="1.0" encoding="UTF-8"?>
<!-- The page: its heading with what is known of the letter, the switches, the letter, and what belongs to it. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:template name="f:page" as="element(html)">
    <xsl:context-item use="absent"/>
    <html lang="{$v:language}" dir="{f:direction($v:language)}">
      <xsl:call-template name="f:head"/>
      <body>
        <a class="skip" href="#letter-text">{f:label('skip')}</a>
        <xsl:sequence select="f:page-header($v:subject)"/>
        <main>
          <xsl:sequence select="f:switches()"/>
          <div class="{if (exists($v:images)) then 'sheets with-facsimile' else 'sheets'}">
            <div class="text" id="letter-text">
              <xsl:for-each select="$v:documents">
                <xsl:sequence select="f:letter(., position())"/>
              </xsl:for-each>
            </div>
            <xsl:call-template name="f:facsimile"/>
          </div>
          <xsl:call-template name="f:notes"/>
          <xsl:call-template name="f:corrections"/>
          <xsl:call-template name="f:register"/>
          <xsl:call-template name="f:cite"/>
          <xsl:call-template name="f:about"/>
        </main>
        <xsl:sequence select="f:page-footer($v:subject)"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="f:page-header" as="element(header)">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <header class="page">
      <xsl:sequence select="f:way()"/>
      <xsl:if test="$record?edition and $record?edition ne $record?title"><p class="edition">{$record?edition}</p></xsl:if>
      <h1><xsl:sequence select="f:isolated(f:display-title($record))"/></h1>
      <xsl:sequence select="f:abstract($record?abstract)"/>
      <dl class="facts"><xsl:sequence select="f:facts($record)"/></dl>
      <xsl:sequence select="f:contents()"/>
    </header>
  </xsl:function>

  <!-- The abstract, unless the letter itself begins with the same words. -->
  <xsl:function name="f:abstract" as="element(p)?">
    <xsl:param name="abstract" as="xs:string"/>
    <xsl:if test="$abstract and not($v:texts//tei:argument ! f:words(.) = $abstract)">
      <p class="abstract">{$abstract}</p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:contents" as="element(nav)">
    <nav aria-label="{f:label('contents')}">
      <ul>
        <li><a href="#letter-text">{f:label('letter')}</a></li>
        <xsl:if test="exists($v:images)"><li><a href="#facsimile">{f:label('facsimile')}</a></li></xsl:if>
        <xsl:if test="exists($v:notes)"><li><a href="#notes">{f:label('notes')}</a></li></xsl:if>
        <xsl:if test="exists($v:corrections)"><li><a href="#corrections">{f:label('corrections')}</a></li></xsl:if>
        <xsl:if test="map:size($v:entry-of) gt 0"><li><a href="#register">{f:label('register')}</a></li></xsl:if>
        <li><a href="#cite">{f:label('cite')}</a></li>
        <li><a href="#about">{f:label('about')}</a></li>
      </ul>
    </nav>
  </xsl:function>

  <!-- Switches work by CSS alone, and are shown only where it can do that and only when there is something to switch. -->
  <xsl:function name="f:switches" as="element(form)?">
    <xsl:variable name="has-readings" as="xs:boolean" select="exists($v:texts//(tei:choice | tei:del | tei:surplus))"/>
    <xsl:variable name="has-names" as="xs:boolean" select="exists($v:names) or exists($v:texts//tei:date)"/>
    <xsl:variable name="has-machine" as="xs:boolean" select="exists($v:texts//*[@resp][not(self::tei:div)][f:by-software(.)])"/>
    <xsl:variable name="has-lines" as="xs:boolean" select="exists($v:texts//tei:lb[not(f:keeps-lines(.))])"/>
    <xsl:if test="$has-readings or $has-names or $has-machine or $has-lines">
      <form class="switches" autocomplete="off">
        <xsl:if test="$has-readings">
          <fieldset>
            <legend>{f:label('reading')}</legend>
            <xsl:sequence select="f:reading-switch('source'), f:reading-switch('corrected')"/>
          </fieldset>
        </xsl:if>
        <xsl:if test="$has-names or $has-machine or $has-lines">
          <fieldset>
            <legend>{f:label('show')}</legend>
            <xsl:sequence select="
              f:switch('show-names', true())[$has-names], f:switch('show-machine', false())[$has-machine],
              f:switch('show-lines', false())[$has-lines]"/>
          </fieldset>
        </xsl:if>
      </form>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:reading-switch" as="element(label)">
    <xsl:param name="which" as="xs:string"/>
    <label>
      <input type="radio" name="reading" id="reading-{$which}" value="{$which}">
        <xsl:if test="$reading = $which"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
      </input>
      <span>{f:label('reading-' || $which)}</span>
    </label>
  </xsl:function>

  <xsl:function name="f:switch" as="element(label)">
    <xsl:param name="which" as="xs:string"/>
    <xsl:param name="on" as="xs:boolean"/>
    <label>
      <input type="checkbox" id="{$which}">
        <xsl:if test="$on"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
      </input>
      <span>{f:label($which)}</span>
    </label>
  </xsl:function>

  <xsl:function name="f:page-footer" as="element(footer)">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <footer class="page">
      <xsl:for-each select="$record?licence">
        <p>{f:label('licence')}: <xsl:choose>
          <xsl:when test="?uri"><a rel="license" href="{iri-to-uri(?uri)}">{?name}</a></xsl:when>
          <xsl:otherwise>{?name}</xsl:otherwise>
        </xsl:choose></p>
      </xsl:for-each>
      <xsl:if test="$record?source?sha256">
        <p class="fingerprint">{f:label('source')}: {string-join(($record?source?title, $record?source?file)[.], ', ')} · {f:label('fingerprint')} <code>{$record?source?sha256}</code></p>
      </xsl:if>
    </footer>
  </xsl:function>
</xsl:stylesheet>
