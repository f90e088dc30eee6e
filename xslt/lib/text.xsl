<?xml version="1.0" encoding="UTF-8"?>
<!-- What the text of a TEI document is: which words belong to a reading, and what white space means.

     White space: where xml:space="preserve" holds, every character counts. Elsewhere a run of white space is one
     blank, there is none at the edges of a block, and between the parts of an element that holds elements only it
     is the layout of the file (TEI P5, chapter v, "A Gentle Introduction to XML", and chapter 1.3.1.1.5). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:elements" as="document-node()" static="yes" select="doc('elements.xml')"/>
  <xsl:variable name="v:kinds" as="map(xs:string, xs:string)" static="yes" select="map:merge(
    for $kind in $v:elements/*/*, $name in tokenize($kind) return map:entry($name, string($kind/@name)))"/>

  <!-- The kind of an element as elements.xml has it; "" when it is not listed. -->
  <xsl:function name="f:kind" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string($v:kinds(local-name($element)))"/>
  </xsl:function>

  <!-- The names of elements that stand apart from what is around them, or may. -->
  <xsl:variable name="v:blocks" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(
    map:keys($v:kinds)[$v:kinds(.) = ('structure', 'group', 'paragraph', 'line')] ! map:entry(., true()))"/>

  <!-- The names of the elements in this text that elements.xml doesn't list, each once. -->
  <xsl:function name="f:unlisted" as="xs:string*">
    <xsl:param name="text" as="element()*"/>
    <xsl:sequence select="sort(distinct-values($text/descendant-or-self::*[not(map:contains($v:kinds, local-name()))]/name()))"/>
  </xsl:function>

  <!-- Does every character count here? -->
  <xsl:function name="f:preserves" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      $v:says-space and ($v:preserves-all and $node/ancestor::tei:text or $node/ancestor-or-self::*[@xml:space][1]/@xml:space = 'preserve')"/>
  </xsl:function>

  <xsl:variable name="v:says-space" as="xs:boolean" select="exists(//@xml:space)"/>
  <xsl:variable name="v:preserves-all" as="xs:boolean" select="
    $v:says-space and empty(//tei:text[not(@xml:space)]) and not(//@xml:space != 'preserve')"/>

  <!-- Does every character count in each part of each text? -->
  <xsl:variable name="v:preserves-parts" as="xs:boolean" select="
    $v:says-space and empty(//tei:text[not(@xml:space)]/*[not(@xml:space)]) and not(//@xml:space != 'preserve')"/>

  <!-- A text with each run of white space as one blank. (The engine's regular expressions take ten times as long.) -->
  <xsl:function name="f:collapsed" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($text)"/>
    <xsl:sequence select="
      if (string-length($words) = string-length($text)) then $words
      else if ($words) then ' '[f:begins-blank($text)] || $words || ' '[f:begins-blank(substring($text, string-length($text)))]
      else string(' '[$text])"/>
  </xsl:function>

  <xsl:function name="f:begins-blank" as="xs:boolean">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="contains(' &#9;&#10;&#13;', substring($text, 1, 1))"/>
  </xsl:function>

  <!-- A text that runs on, without the white space beside a milestone inside a word. -->
  <xsl:function name="f:flowing" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="sides" as="xs:string*" select="if ($v:has-joints) then $v:beside-joints(generate-id($text)) else ()"/>
    <xsl:variable name="collapsed" as="xs:string" select="f:collapsed($text)"/>
    <xsl:sequence select="
      if (empty($sides)) then $collapsed
      else replace($collapsed, string-join(('^ '['after' = $sides], ' $'['before' = $sides]), '|'), '')"/>
  </xsl:function>

  <xsl:variable name="v:has-joints" as="xs:boolean" select="exists(//@break[. = 'no'])"/>

  <!-- The texts before and after each milestone inside a word, as far as to the next words. -->
  <xsl:variable name="v:beside-joints" as="map(xs:string, xs:string*)" select="map:merge(
    (//tei:lb | //tei:pb | //tei:cb | //tei:gb)[@break = 'no'] ! (
      f:texts-before(.) ! map:entry(generate-id(), 'before'), f:texts-after(.) ! map:entry(generate-id(), 'after')),
    map{'duplicates': 'combine'})"/>

  <xsl:function name="f:texts-before" as="text()*">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="text" as="text()?" select="$node/preceding::text()[1]"/>
    <xsl:sequence select="$text, $text[not(normalize-space())] ! f:texts-before(.)"/>
  </xsl:function>

  <xsl:function name="f:texts-after" as="text()*">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="text" as="text()?" select="$node/following::text()[1]"/>
    <xsl:sequence select="$text, $text[not(normalize-space())] ! f:texts-after(.)"/>
  </xsl:function>

  <!-- Is this text nothing but the layout of the file? -->
  <xsl:function name="f:is-layout" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="not(normalize-space($text)) and not(f:preserves($text))
      and (f:kind($text/..) = ('structure', 'group', 'choice') or f:is-indentation($text))"/>
  </xsl:function>

  <!-- A line break and indentation at the edge of a name that is made of elements only (persName with forename and
       surname on lines of their own) is layout, unless it is all that parts two words. -->
  <xsl:function name="f:is-indentation" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="parent" as="element()?" select="$text/.."/>
    <xsl:sequence select="contains($text, '&#10;') and f:kind($parent) = 'inline'
      and exists($parent/*) and empty($parent/text()[normalize-space()])
      and (if (empty($text/preceding-sibling::node()))
        then matches(string($text/preceding::text()[1]), '(^|[\s\p{Ps}\p{Pi}])$')
        else empty($text/following-sibling::node())
          and matches(string($text/following::text()[1]), '^($|[\s\p{Pe}\p{Pf}\p{Po}])'))"/>
  </xsl:function>

  <!-- Does this element stand in the reading? The source reading is all that is on the paper; the corrected one is
       what the writer and the editors meant in the end. -->
  <xsl:function name="f:in-reading" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="
      if ($element/parent::tei:choice)
      then not($name = (if ($reading = 'corrected') then ('sic', 'orig', 'abbr') else ('corr', 'reg', 'expan')))
      else not($reading = 'corrected' and $name = ('del', 'surplus') or $name = ('rdg', 'rdgGrp') and f:is-variant($element))"/>
  </xsl:function>

  <!-- Does this reading of an apparatus stand in another witness than the text follows? The text has the lemma, or the first
       reading where there is none (TEI P5, chapter 13.1). -->
  <xsl:function name="f:is-variant" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::tei:rdg | self::tei:rdgGrp)/(../tei:lem, preceding-sibling::tei:rdg, preceding-sibling::tei:rdgGrp))"/>
  </xsl:function>

  <!-- Does this element stand in the reading, as far as all elements around it say? -->
  <xsl:function name="f:stands" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:sequence select="every $outer in $element/ancestor-or-self::* satisfies f:in-reading($outer, $reading)"/>
  </xsl:function>

  <!-- Is this note a remark on a point of the text? Not so: one that stands among paragraphs as one of them, and a page
       number or the like that the source bears. -->
  <xsl:function name="f:is-on-a-point" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="not(f:kind($note/..) = ('structure', 'group', 'note') or f:is-page-number($note))"/>
  </xsl:function>

  <xsl:function name="f:is-page-number" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="$note/@type = ('foliation', 'pagination')"/>
  </xsl:function>

  <!-- Is this such a remark in a text of which not every character counts? -->
  <xsl:function name="f:is-footnote" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="f:is-on-a-point($note) and not(f:preserves($note))"/>
  </xsl:function>

  <!-- Numbers from 1 for these notes, by their generated identifiers. -->
  <xsl:function name="f:numbered" as="map(xs:string, xs:integer)">
    <xsl:param name="notes" as="element()*"/>
    <xsl:sequence select="map:merge($notes ! map:entry(generate-id(), position()))"/>
  </xsl:function>

  <!-- The paragraphs of a letter that have numbers, by which all outputs refer to them; not those of notes and registers,
       nor those inside another, a list or a table. -->
  <xsl:function name="f:paragraphs" as="element()*">
    <xsl:param name="texts" as="element(tei:text)*"/>
    <xsl:variable name="registers" as="element()*" select="
      $texts//tei:back//(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listBibl)"/>
    <xsl:variable name="all" as="element()*" select="
      $texts//(tei:p | tei:ab | tei:lg)[parent::tei:div/parent::tei:body/parent::tei:text/parent::tei:TEI
      or not(self::tei:lg and parent::tei:lg) and empty(ancestor::*[self::tei:note or self::tei:argument
      or self::tei:p or self::tei:ab or self::tei:titlePage or self::tei:list or self::tei:table])]"/>
    <xsl:sequence select="if (exists($registers)) then $all except $registers//(tei:p | tei:ab | tei:lg) else $all"/>
  </xsl:function>

  <!-- What identifiers that we give begin with, so that none is one of the document's own. -->
  <xsl:function name="f:prefix" as="xs:string">
    <xsl:param name="document" as="node()"/>
    <xsl:sequence select="if ($document//@xml:id[f:looks-given(.)]) then 'ep-' else ''"/>
  </xsl:function>

  <xsl:function name="f:looks-given" as="xs:boolean">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="starts-with($id, 'reg-')
      or contains('pnrocf', substring($id, 1, 1)) and not(translate(substring($id, 2), '0123456789', '')) and substring($id, 2)"/>
  </xsl:function>

  <!-- The words of nodes as one line, corrected and without notes: for titles, names, dates. -->
  <xsl:function name="f:words" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:choose>
      <xsl:when test="empty($nodes)">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="empty(tail($nodes)) and f:is-plain($nodes)">
        <xsl:sequence select="normalize-space($nodes)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="parts" as="xs:string*">
          <xsl:apply-templates select="$nodes" mode="m:words"/>
        </xsl:variable>
        <xsl:sequence select="normalize-space(string-join($parts))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Is this a text, or an element of words only, of which nothing is left out? -->
  <xsl:function name="f:is-plain" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node instance of text() or $node instance of element() and empty($node/*)
      and not($node/self::tei:note or $node/self::tei:del or $node/self::tei:surplus or $node/parent::tei:choice)"/>
  </xsl:function>

  <xsl:mode name="m:words" on-no-match="shallow-skip"/>

  <xsl:template match="text()" mode="m:words" as="xs:string">
    <xsl:sequence select="string()"/>
  </xsl:template>

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:pb[not(@break = 'no')] | tei:space" mode="m:words"
    as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="tei:p | tei:item | tei:addrLine | tei:head" mode="m:words" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="tei:note | tei:choice/tei:sic | tei:choice/tei:orig | tei:choice/tei:abbr | tei:del | tei:surplus | tei:rdg[f:is-variant(.)]
    | tei:rdgGrp[f:is-variant(.)]" mode="m:words"
    as="empty-sequence()" priority="2"/>
</xsl:stylesheet>
