<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands inside lines: the two readings, what was added, deleted, supplied or can't be read, emphasis,
     quotations, beginnings of lines and pages, references. Text that isn't the letter's has the class "mark". -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The two readings stand beside one another; the style sheet shows one, and a browser without it both. -->
  <xsl:template match="tei:choice" mode="m:html" as="element(span)">
    <span>
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates select="tei:sic | tei:orig | tei:abbr" mode="#current"/>
      <span class="mark aside"> [</span>
      <xsl:apply-templates select="* except (tei:sic | tei:orig | tei:abbr)" mode="#current"/>
      <span class="mark aside">]</span>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:sic | tei:choice/tei:orig | tei:choice/tei:abbr" mode="m:html" as="element(span)">
    <span title="{f:label('corrected-to', f:words(../(tei:corr | tei:reg | tei:expan)[1]))}">
      <xsl:sequence select="f:attributes(., 'in-source')"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" mode="m:html" as="element(span)">
    <span title="{string-join((f:label('source-has', f:as-written(../(tei:sic | tei:orig | tei:abbr)[1])), f:evidence(.))[.], ' · ')}">
      <xsl:sequence select="f:attributes(., 'in-corrected')"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:function name="f:as-written" as="xs:string">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="normalize-space($element)"/>
  </xsl:function>

  <xsl:template match="tei:del | tei:surplus" mode="m:html" as="element(del)">
    <del title="{f:label('deleted')}">
      <xsl:sequence select="f:attributes(., 'in-source')"/>
      <xsl:apply-templates mode="#current"/>
    </del>
  </xsl:template>

  <!-- What other witnesses have stands beside the text, with their sigla, and is no part of it. -->
  <xsl:template match="tei:rdg[f:is-variant(.)] | tei:rdgGrp[f:is-variant(.)]" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-block(.) or f:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:sequence select="f:attributes(., 'mark')"/>
      <xsl:text> [</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{(@wit ! (' ' || translate(., '#', '')))}] </xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:add" mode="m:html" as="element(ins)">
    <ins title="{f:label('added')}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </ins>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:html" as="element(span)">
    <span class="gap mark" title="{string-join((f:label('gap'), @reason ! string(), string-join((@quantity, @unit), ' ')[.], f:words(tei:desc)[.]), ', ')}">[…]</span>
  </xsl:template>

  <xsl:template match="tei:supplied" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="title" select="f:label('supplied')"/>
      <xsl:sequence select="f:attributes(., ())"/>
      <span class="mark">[</span>
      <xsl:apply-templates mode="#current"/>
      <span class="mark">]</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:unclear" mode="m:html" as="element(span)">
    <span title="{f:label('unclear')}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
      <span class="mark query">[?]</span>
    </span>
  </xsl:template>

  <!-- Emphasis, by what the source shows. -->
  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title[not(f:is-block(.))] | tei:ex | tei:abbr[not(parent::tei:choice)]
    | tei:time | tei:soCalled | tei:q | tei:quote | tei:said" mode="m:html" as="element()" priority="-0.25">
    <xsl:element name="{if (f:is-block(.)) then 'div' else f:emphasis(.)}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:emphasis" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="look" as="xs:string" select="lower-case($element/(@rend, @style, @rendition)[1])"/>
    <xsl:sequence select="(
      'sup'[matches($look, 'super|^sup$')], 'sub'[matches($look, '^sub')], 'b'[matches($look, 'bold|strong')],
      'i'[matches($look, 'ital|^i$|^it$')], 'em'[$element/self::tei:emph], 'i'[$element/self::tei:foreign],
      'cite'[$element/self::tei:title], 'span')[1]"/>
  </xsl:function>

  <!-- Lines: kept in verse, addresses, openers and closers; in prose the reader decides. -->
  <xsl:template match="tei:lb" mode="m:html" as="node()*">
    <xsl:if test="not(@break = 'no' or f:keeps-lines(.) or f:preserves(.))"><xsl:text> </xsl:text></xsl:if>
    <br>
      <xsl:sequence select="f:id-attribute(.)"/>
      <xsl:if test="not(f:keeps-lines(.))"><xsl:attribute name="class" select="'prose-line'"/></xsl:if>
    </br>
  </xsl:template>

  <xsl:template match="tei:space" mode="m:html" as="text()?">
    <xsl:if test="not(f:preserves(.))"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:pb" mode="m:html" as="element()?">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="image" as="xs:integer?" select="if ($in-link) then () else f:image-number(.)"/>
    <xsl:element name="{if (parent::tei:list | parent::tei:table) then 'div' else if ($image) then 'a' else 'span'}">
      <xsl:if test="$image and not(parent::tei:list | parent::tei:table)"><xsl:attribute name="href" select="'#' || $v:prefix || 'f' || $image"/></xsl:if>
      <xsl:sequence select="f:attributes(., 'mark')"/>
      <xsl:variable name="n" as="xs:string" select="normalize-space(@n)"/>
      <xsl:attribute name="title" select="if ($n) then f:label('page', $n) else normalize-space(f:label('page', ''))"/>
      <xsl:text>{if ($n) then '[' || $n || ']' else '|'}</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr[@target]" mode="m:html" as="element()">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="href" as="xs:string?" select="if ($in-link or f:holds-links(.)) then () else f:href(tokenize(@target)[1], .)"/>
    <xsl:element name="{if ($href) then 'a' else if (f:is-block(.)) then 'div' else 'span'}">
      <xsl:if test="$href"><xsl:attribute name="href" select="$href"/></xsl:if>
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="in-link" select="$in-link or exists($href)" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:if test="self::tei:ptr and $href"><span class="mark">{$href}</span></xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Would a link around this hold another that must not be lost? -->
  <xsl:function name="f:holds-links" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/descendant::*[self::tei:note[f:is-remark(.)] or self::tei:ref[@target] or self::tei:p
      or self::tei:table or self::tei:list])"/>
  </xsl:function>

  <!-- Dates say what day is meant. -->
  <xsl:template match="tei:date" mode="m:html" as="element()">
    <xsl:variable name="date" as="map(xs:string, item()*)?" select="f:date(.)"/>
    <xsl:element name="{if ($date?kind = 'when') then 'time' else 'span'}">
      <xsl:if test="$date?kind = 'when'"><xsl:attribute name="datetime" select="$date?start"/></xsl:if>
      <xsl:if test="exists($date)">
        <xsl:attribute name="title" select="f:with-evidence(string(f:local-date($date)), .)"/>
      </xsl:if>
      <xsl:sequence select="f:attributes(., 'date'), f:query-mark(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:query-mark" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@cert"><xsl:attribute name="data-cert" select="$element/@cert"/></xsl:if>
  </xsl:function>

  <!-- Names lead to their entry in the register below, or to the address that they bear. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:rs | tei:name | tei:settlement | tei:country | tei:region
    | tei:geogName" mode="m:html" as="element()">
    <xsl:param name="in-link" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="facts" as="map(xs:string, xs:string)" select="($v:name-facts(generate-id()), f:name-facts(., ()))[1]"/>
    <xsl:variable name="href" as="xs:string" select="if ($in-link or * and f:holds-links(.)) then '' else $facts?href"/>
    <xsl:element name="{if ($href) then 'a' else if (f:is-block(.)) then 'div' else 'span'}">
      <xsl:if test="$href"><xsl:attribute name="href" select="$href"/></xsl:if>
      <xsl:for-each select="$facts?title"><xsl:attribute name="title" select="."/></xsl:for-each>
      <xsl:sequence select="f:id-attribute(.)"/>
      <xsl:if test="@xml:lang"><xsl:sequence select="f:language-attributes(.)"/></xsl:if>
      <xsl:attribute name="class" select="$facts?class"/>
      <xsl:if test="@cert"><xsl:attribute name="data-cert" select="@cert"/></xsl:if>
      <xsl:choose>
        <xsl:when test="not($href) or empty(*)"><xsl:apply-templates mode="#current"/></xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="in-link" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- What a name has on the page, by its attributes alone and the entry to which they lead. -->
  <xsl:function name="f:name-facts" as="map(xs:string, xs:string)">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="entry" as="element()?"/>
    <xsl:map>
      <xsl:map-entry key="'href'" select="
        if ($entry) then '#reg-' || $entry/@xml:id
        else string(($name ! (@ref, @key)[contains(., '://')] ! tokenize(.)[matches(., '^https?://\S+$')])[1] ! f:address(.))"/>
      <xsl:map-entry key="'class'" select="string-join(f:classes($name, ('name', f:name-class($name, $entry))), ' ')"/>
      <xsl:if test="$entry or $name/@resp">
        <xsl:map-entry key="'title'" select="if ($entry) then f:with-evidence($v:entry-in-short(generate-id($entry)), $name) else f:evidence($name)"/>
      </xsl:if>
    </xsl:map>
  </xsl:function>

  <xsl:function name="f:name-class" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="entry" as="element()?"/>
    <xsl:sequence select="
      if ($entry) then local-name($entry)
      else if ($name/self::tei:orgName or $name/@type = 'org') then 'org'
      else if ($name/self::tei:persName or $name/@type = 'person') then 'person'
      else if ($name/self::tei:rs or $name/self::tei:name) then 'thing'
      else 'place'"/>
  </xsl:function>
</xsl:stylesheet>
