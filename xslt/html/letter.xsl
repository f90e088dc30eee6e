<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts of a letter as blocks of the page. What has no template of its own becomes a div or a span that is
     named after the element, so that its text is never lost. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:mode name="m:html" on-no-match="fail"/>

  <xsl:template match="text()" mode="m:html" as="text()?">
    <xsl:choose>
      <xsl:when test="$v:preserves-parts and not(parent::tei:text) or f:preserves(.)">
        <xsl:sequence select="."/>
      </xsl:when>
      <xsl:when test="normalize-space() or not(f:is-layout(.))">
        <xsl:value-of select="f:flowing(.)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:html" as="empty-sequence()"/>

  <!-- What has no template of its own. Of points without words those are kept to which something may lead. (A pattern with a
       condition and no name would be asked for each element there is.) -->
  <xsl:template match="*" mode="m:html" as="element()?">
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <xsl:choose>
      <xsl:when test="$v:kinds($name) = 'empty' and self::tei:* and not(normalize-space())">
        <xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if>
      </xsl:when>
      <xsl:when test="not(@* or * or map:contains($v:blocks, $name))">
        <span class="{$name}"><xsl:apply-templates mode="#current"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (f:is-block(.)) then 'div' else 'span'}">
          <xsl:sequence select="f:attributes(., ())"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:listPerson[ancestor::tei:back] | tei:listPlace[ancestor::tei:back] | tei:listOrg[ancestor::tei:back]
    | tei:listEvent[ancestor::tei:back] | tei:listBibl[ancestor::tei:back]" mode="m:html" as="empty-sequence()" priority="9"/>

  <!-- Paragraphs: a permanent anchor each; a div where HTML allows no p. -->
  <xsl:template match="tei:p | tei:ab" mode="m:html" as="element()">
    <xsl:variable name="number" as="xs:integer?" select="$v:paragraph-numbers(generate-id())"/>
    <xsl:element name="{if (f:is-in-heading(.)) then 'span' else if (f:holds-blocks(.) or f:is-in-p(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(., 'p')"/>
      <xsl:if test="exists($number)"><xsl:sequence select="f:anchor($number, f:id(.))"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Verse that the page counts among the paragraphs has its anchor, too. -->
  <xsl:template match="tei:lg[map:contains($v:paragraph-numbers, generate-id())][f:is-block(.)]" mode="m:html" as="element(div)">
    <div>
      <xsl:sequence select="f:attributes(., ()), f:anchor($v:paragraph-numbers(generate-id()), f:id(.))"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Is there a p or a span around this, so that it can't be a p itself? -->
  <xsl:function name="f:is-in-p" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:kind($element/..) = ('line', 'note') and not($element/parent::tei:item or $element/parent::tei:cell
      or $element/parent::tei:note)"/>
  </xsl:function>

  <xsl:function name="f:anchor" as="element(a)">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="id" as="xs:string"/>
    <a class="para-number" href="#{$id}" aria-label="{f:label('paragraph', string($number))}">{$number}</a>
  </xsl:function>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:trailer | tei:byline | tei:speaker | tei:stage | tei:docImprint | tei:docDate
    | tei:docAuthor | tei:docEdition | tei:titlePart" mode="m:html" as="element()">
    <xsl:element name="{if (not(f:is-block(.))) then 'span' else if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Headings: the title of the page is h1; a heading inside a heading is none. -->
  <xsl:template match="tei:div/tei:head | tei:body/tei:head | tei:front/tei:head | tei:back/tei:head | tei:group/tei:head
    | tei:div1/tei:head | tei:div2/tei:head | tei:div3/tei:head | tei:div4/tei:head | tei:postscript/tei:head" mode="m:html" as="element()">
    <xsl:element name="h{min((6, 1 + count(ancestor::*[tei:head])))}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:head" mode="m:html" as="element()">
    <xsl:element name="{if (f:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="f:attributes(., 'inner')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:quote[f:is-block(.) or f:kind(..) = 'structure']" mode="m:html" as="element(blockquote)">
    <blockquote>
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </blockquote>
  </xsl:template>

  <!-- Lists: numbered, with labels, or plain. Whatever else stands in a list gets an item of its own. -->
  <xsl:template match="tei:list" mode="m:html" as="node()*">
    <xsl:apply-templates select="tei:head" mode="#current"/>
    <xsl:element name="{if (tei:label) then 'dl' else if (@type = ('ordered', 'numbered') or contains(@rend, 'numbered')) then 'ol' else 'ul'}">
      <xsl:sequence select="f:attributes(., @type ! ('list-' || .))"/>
      <xsl:for-each select="node() except tei:head">
        <xsl:choose>
          <xsl:when test="self::tei:* and not(self::tei:item or self::tei:label)">
            <xsl:element name="{if (../tei:label) then 'dd' else 'li'}">
              <xsl:attribute name="class" select="'other'"/>
              <xsl:apply-templates select="." mode="m:html"/>
            </xsl:element>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="m:html"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:list/tei:item | tei:list/tei:label" mode="m:html" as="element()">
    <xsl:element name="{if (self::tei:label) then 'dt' else if (../tei:label) then 'dd' else 'li'}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Tables scroll by themselves where the screen is narrow. -->
  <xsl:template match="tei:table" mode="m:html" as="element(div)">
    <div class="table-frame" tabindex="0" role="group" aria-label="{(f:words(tei:head)[.], f:label('figure'))[1] => translate('[]', '')}">
      <table>
        <xsl:sequence select="f:attributes(., ())"/>
        <xsl:for-each select="tei:head[1]">
          <caption><xsl:apply-templates mode="m:html"/></caption>
        </xsl:for-each>
        <tbody>
          <xsl:for-each select="* except tei:head[1]">
            <xsl:choose>
              <xsl:when test="self::tei:row"><xsl:apply-templates select="." mode="m:html"/></xsl:when>
              <xsl:otherwise><tr><td colspan="99"><xsl:apply-templates select="." mode="m:html"/></td></tr></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:html" as="element(tr)">
    <tr>
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:html" as="element()">
    <xsl:element name="{if (@role = 'label' or ../@role = 'label') then 'th' else 'td'}">
      <xsl:sequence select="f:attributes(., ()), f:span(@cols, 'colspan'), f:span(@rows, 'rowspan')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:span" as="attribute()?">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="matches($number, '^[2-9]$|^[1-9]\d$')"><xsl:attribute name="{$name}" select="$number"/></xsl:if>
  </xsl:function>

  <!-- Figures: the picture when it has an address in the web, and its description always. -->
  <xsl:template match="tei:figure" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-in-flow(.)) then 'span' else 'figure'}">
      <xsl:sequence select="f:attributes(., ())"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="empty((.//text()[normalize-space()], tei:graphic[f:is-picture(.)]))">
        <span class="mark">{f:label('figure')}</span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:function name="f:is-in-flow" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="f:is-in-heading($element) or f:kind($element/..) = 'inline'"/>
  </xsl:function>

  <xsl:function name="f:is-picture" as="xs:boolean">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="matches($graphic/@url, '^(https?://\S+|data:image/\S+)$')"/>
  </xsl:function>

  <xsl:template match="tei:graphic" mode="m:html" as="element()*">
    <xsl:if test="f:is-picture(.)">
      <img src="{if (starts-with(@url, 'data:')) then @url else f:address(@url)}" alt="{f:words((tei:desc, ../tei:figDesc)[1])}" loading="lazy"/>
    </xsl:if>
    <xsl:apply-templates select="tei:desc" mode="#current"/>
  </xsl:template>

  <xsl:template match="tei:figure/tei:head | tei:figDesc" mode="m:html" as="element()">
    <xsl:element name="{if (f:is-in-flow(.)) then 'span' else 'div'}">
      <xsl:sequence select="f:attributes(., 'caption')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
