<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI text as plain text, in two steps: the pieces in their order (text, and where lines end), then the lines.

     The pieces are elements without a namespace: text nodes flow (their white space is collapsed), "keep" holds
     characters that count as they are, "line" and "blank" end a line (and leave one blank), "tab" parts cells. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:f="https://epistola.example/ns/function" xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <!-- The text of the elements in a reading. prose-lines: do line beginnings in prose end a line? Notes stand at the end with
       their numbers, or inline. -->
  <xsl:function name="f:plain-text" as="xs:string">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:param name="prose-lines" as="xs:boolean"/>
    <xsl:param name="notes-inline" as="xs:boolean"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="$texts//tei:note[not($notes-inline) and f:is-footnote(.) and f:stands(., $reading)]"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="f:numbered($notes)"/>
    <xsl:variable name="pieces" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$texts" mode="m:pieces">
          <xsl:with-param name="reading" select="$reading" tunnel="yes"/>
          <xsl:with-param name="prose-lines" select="$prose-lines" tunnel="yes"/>
          <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
        </xsl:apply-templates>
        <xsl:for-each select="$notes">
          <xsl:variable name="words" as="document-node()">
            <xsl:document>
              <xsl:apply-templates mode="m:pieces">
                <xsl:with-param name="reading" select="$reading" tunnel="yes"/>
                <xsl:with-param name="prose-lines" select="$prose-lines" tunnel="yes"/>
                <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:document>
          </xsl:variable>
          <blank/>
          <xsl:text>[{$numbers(generate-id())}] </xsl:text>
          <xsl:sequence select="f:inner($words)"/>
        </xsl:for-each>
      </xsl:document>
    </xsl:variable>
    <xsl:sequence select="f:lines($pieces)"/>
  </xsl:function>

  <!-- The pieces of a note without the ends of lines around its first and last paragraph. -->
  <xsl:function name="f:inner" as="node()*">
    <xsl:param name="pieces" as="document-node()"/>
    <xsl:variable name="words" as="node()*" select="$pieces/node()[not(self::line or self::blank or self::text()[not(normalize-space())])]"/>
    <xsl:sequence select="$pieces/node()[not(. &lt;&lt; $words[1] or . >> $words[last()])]"/>
  </xsl:function>

  <!-- Pieces → text. Ends of lines at the very beginning and end, and several in a row, count once. -->
  <xsl:function name="f:lines" as="xs:string">
    <xsl:param name="pieces" as="document-node()"/>
    <xsl:variable name="runs" as="item()*">
      <xsl:for-each-group select="$pieces/node()" group-adjacent="exists(self::line | self::blank)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:sequence select="if (current-group()[self::blank]) then 2 else 1"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="words" as="xs:string*">
              <xsl:apply-templates select="current-group()" mode="m:line"/>
            </xsl:variable>
            <xsl:sequence select="string-join($words)[.]"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="joined" as="xs:string*">
      <xsl:for-each-group select="$runs" group-adjacent=". instance of xs:integer">
        <xsl:sequence select="
          if (not(current-grouping-key())) then string-join(current-group())
          else if (position() = (1, last())) then ()
          else string-join((1 to max(current-group())) ! '&#10;')"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="ends-verbatim" as="xs:boolean" select="exists($pieces/node()[not(self::line or self::blank)]
      [not(self::text()) or normalize-space()][last()][self::keep])"/>
    <xsl:sequence select="string-join($joined) || '&#10;'[exists($joined) and not($ends-verbatim)]"/>
  </xsl:function>

  <!-- The pieces of a line: white space is collapsed, and gone at the edges of the line and of a cell. -->
  <xsl:mode name="m:line" on-no-match="fail"/>

  <xsl:template match="keep" mode="m:line" as="xs:string">
    <xsl:sequence select="string()"/>
  </xsl:template>

  <xsl:template match="tab" mode="m:line" as="xs:string">
    <xsl:sequence select="'&#9;'"/>
  </xsl:template>

  <xsl:template match="text()" mode="m:line" as="xs:string">
    <xsl:variable name="words" as="xs:string" select="normalize-space()"/>
    <xsl:variable name="left" as="xs:boolean" select="f:begins-blank(.) and exists(preceding-sibling::node()[1]/self::keep)"/>
    <xsl:variable name="right" as="xs:boolean" select="
      exists(following-sibling::node()[1]/self::keep) and f:begins-blank(substring(., string-length(.)))"/>
    <xsl:sequence select="if ($words) then ' '[$left] || $words || ' '[$right] else string(' '[$left and $right])"/>
  </xsl:template>

  <xsl:mode name="m:pieces" on-no-match="fail"/>

  <xsl:template match="text()" mode="m:pieces" as="node()?">
    <xsl:if test="not(f:is-layout(.))">
      <xsl:sequence select="f:characters(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:characters" as="node()">
    <xsl:param name="text" as="text()"/>
    <xsl:choose>
      <xsl:when test="f:preserves($text)">
        <keep>{$text}</keep>
      </xsl:when>
      <xsl:when test="$v:has-joints">
        <xsl:value-of select="f:flowing($text)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="comment() | processing-instruction()" mode="m:pieces" as="empty-sequence()"/>

  <xsl:template match="*" mode="m:pieces" as="node()*">
    <xsl:param name="reading" as="xs:string" tunnel="yes"/>
    <xsl:variable name="break" as="element()?" select="f:break(.)"/>
    <xsl:if test="f:in-reading(., $reading)">
      <xsl:sequence select="$break"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="$break"/>
    </xsl:if>
  </xsl:template>

  <!-- Where every character counts from here on, the text is one piece. -->
  <xsl:template match="*[@xml:space = 'preserve'][empty(.//@xml:space[. ne 'preserve'])]" mode="m:pieces" as="node()*" priority="3">
    <xsl:param name="reading" as="xs:string" tunnel="yes"/>
    <xsl:variable name="break" as="element()?" select="f:break(.)"/>
    <xsl:variable name="apart" as="element()*" select=".//*[not(f:in-reading(., $reading))]"/>
    <xsl:if test="f:in-reading(., $reading)">
      <xsl:sequence select="$break"/>
      <keep>{string-join(.//text() except $apart//text())}</keep>
      <xsl:sequence select="$break"/>
    </xsl:if>
  </xsl:template>

  <!-- How an element is set off from what stands around it; nothing where every character counts. -->
  <xsl:function name="f:break" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="f:kind($element)"/>
    <xsl:variable name="outside" as="xs:string" select="f:kind($element/..)"/>
    <xsl:choose>
      <xsl:when test="f:preserves($element/..)"/>
      <xsl:when test="$element/self::tei:head[parent::tei:list | parent::tei:lg | parent::tei:table]"><line/></xsl:when>
      <xsl:when test="$kind = ('structure', 'paragraph') and not($outside = ('line', 'inline'))"><blank/></xsl:when>
      <xsl:when test="$kind = ('structure', 'paragraph', 'group')
        or $outside = ('structure', 'group') and not($kind = ('empty', 'note'))"><line/></xsl:when>
      <xsl:when test="$kind = 'line' and not(f:runs-on($element))"><line/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- A dateline, greeting or signature that stands inside a sentence, as some editions encode them. -->
  <xsl:function name="f:runs-on" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:dateline | self::tei:salute | self::tei:signed | self::tei:street])
      and not($element/parent::tei:opener or $element/parent::tei:closer or f:kind($element/..) = ('structure', 'group'))"/>
  </xsl:function>

  <xsl:template match="tei:cell" mode="m:pieces" as="node()*" priority="2">
    <xsl:sequence select="f:tab(.)"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:function name="f:tab" as="element()?">
    <xsl:param name="cell" as="element()"/>
    <xsl:if test="$cell/preceding-sibling::tei:cell and not(f:preserves($cell))"><tab/></xsl:if>
  </xsl:function>

  <!-- Lines of the source. In verse, addresses, openers and closers they always count; in prose when asked. -->
  <xsl:template match="tei:lb | tei:pb | tei:cb | tei:gb" mode="m:pieces" as="node()*" priority="2">
    <xsl:param name="prose-lines" as="xs:boolean" tunnel="yes"/>
    <xsl:if test="not(f:preserves(.))">
      <xsl:sequence select="f:line-end(., $prose-lines)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:line-end" as="node()">
    <xsl:param name="milestone" as="element()"/>
    <xsl:param name="prose-lines" as="xs:boolean"/>
    <xsl:choose>
      <xsl:when test="$milestone/self::tei:lb and ($prose-lines or f:keeps-lines($milestone))"><line/></xsl:when>
      <xsl:when test="$milestone/@break = 'no'"><xsl:text/></xsl:when>
      <xsl:when test="$milestone/self::tei:lb or f:kind($milestone/..) = 'structure'"><xsl:text> </xsl:text></xsl:when>
      <xsl:otherwise><xsl:text/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Is this a part of a letter whose lines are meant, such as a closing or an address? -->
  <xsl:function name="f:keeps-lines" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="exists($milestone/ancestor::*[self::tei:opener | self::tei:closer | self::tei:dateline | self::tei:salute
      | self::tei:signed | self::tei:address | self::tei:head | self::tei:byline | self::tei:l | self::tei:lg | self::tei:titlePart
      | self::tei:docImprint | self::tei:cell | self::tei:fw])"/>
  </xsl:function>

  <!-- A note: its number, when it comes at the end; or its words in square brackets. -->
  <xsl:template match="tei:note[f:is-footnote(.)]" mode="m:pieces" as="node()*" priority="2">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:variable name="number" as="xs:integer?" select="$numbers(generate-id())"/>
    <xsl:choose>
      <xsl:when test="exists($number)"><xsl:text>[{$number}]</xsl:text></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words" as="document-node()">
          <xsl:document>
            <xsl:apply-templates mode="#current"/>
          </xsl:document>
        </xsl:variable>
        <xsl:text> [</xsl:text>
        <xsl:sequence select="f:inner($words)"/>
        <xsl:text>]</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A page number that the source bears is parted from the words around it. -->
  <xsl:template match="tei:note[f:is-page-number(.)][not(f:preserves(.))]" mode="m:pieces" as="node()*" priority="2">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Registers at the end of a text are data about it. -->
  <xsl:template match="tei:back//tei:listPerson | tei:back//tei:listPlace | tei:back//tei:listOrg | tei:back//tei:listEvent
    | tei:back//tei:listBibl" mode="m:pieces" as="empty-sequence()" priority="2"/>

  <xsl:template match="tei:space" mode="m:pieces" as="node()?" priority="2">
    <xsl:if test="not(f:preserves(.))"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:pieces" as="node()?" priority="2">
    <xsl:if test="not(f:preserves(.))"><xsl:text>[…]</xsl:text></xsl:if>
  </xsl:template>
</xsl:stylesheet>
