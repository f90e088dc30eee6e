<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI text as Markdown (CommonMark 0.31, footnotes as in Pandoc). Blocks end with an empty line; white space has no meaning of its
     own, so a run of it is one blank; characters that would be mark-up are escaped. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" exclude-result-prefixes="#all" expand-text="yes">

  <!-- Title, writers and date as a block of YAML. -->
  <xsl:function name="f:front-matter" as="xs:string">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:sequence select="string-join((
      '---',
      'title: ' || f:yaml(f:display-title($record)),
      'author:'[exists($record?senders)], $record?senders ! ('  - ' || f:yaml(?name)),
      $record?date ! ('date: ' || f:yaml(string(f:edtf(.)))),
      $record?languages[1] ! ('lang: ' || f:yaml(.)),
      '---', '', ''), '&#10;')"/>
  </xsl:function>

  <xsl:function name="f:markdown" as="xs:string">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="$texts//tei:note[f:is-remark-in-markdown(.) and f:stands(., $reading)]"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="f:numbered($notes)"/>
    <xsl:variable name="body" as="xs:string*">
      <xsl:apply-templates select="$texts" mode="m:markdown">
        <xsl:with-param name="reading" select="$reading" tunnel="yes"/>
        <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="below" as="xs:string*">
      <xsl:for-each select="$notes">
        <xsl:variable name="words" as="xs:string*">
          <xsl:apply-templates mode="m:markdown">
            <xsl:with-param name="reading" select="$reading" tunnel="yes"/>
            <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="'[^' || position() || ']: ' || string-join(f:blocks(string-join($words)), '&#10;&#10;    ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join((f:blocks(string-join($body)), $below), '&#10;&#10;') || '&#10;'"/>
  </xsl:function>

  <xsl:function name="f:is-remark-in-markdown" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="f:is-on-a-point($note) and not($note/ancestor::tei:back//(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent | tei:listBibl))"/>
  </xsl:function>

  <!-- Ends of blocks and lines are noncharacters of Unicode, which no text has for itself. -->
  <xsl:variable name="f:block-end" as="xs:string" static="yes" select="'&#xFDD0;'"/>
  <xsl:variable name="f:line-end-mark" as="xs:string" static="yes" select="'&#xFDD1;'"/>

  <xsl:function name="f:blocks" as="xs:string*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:for-each select="tokenize($text, $f:block-end)">
      <xsl:variable name="lines" as="xs:string*" select="(tokenize(., $f:line-end-mark) ! normalize-space())[.]"/>
      <xsl:sequence select="string-join($lines ! f:unlike-a-mark(.), '\&#10;')[.]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A line may not begin like a heading, a list, a rule; ours begin with a mark of their own, which is taken away here. -->
  <xsl:function name="f:unlike-a-mark" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="
      if (starts-with($line, $f:own-mark)) then substring($line, 2)
      else if (matches($line, '^([-+=~|#:]|\d+[.)]( |$))')) then replace($line, '^(\d*)([-+=~|#:.)])', '$1\\$2')
      else $line"/>
  </xsl:function>

  <xsl:variable name="f:own-mark" as="xs:string" static="yes" select="'&#xFDD2;'"/>

  <xsl:mode name="m:markdown" on-no-match="fail"/>

  <xsl:template match="text()" mode="m:markdown" as="xs:string?">
    <xsl:if test="not(f:is-layout(.))">
      <xsl:sequence select="replace(translate(f:flowing(.), '&#xFDD0;&#xFDD1;&#xFDD2;', ''), '[\\`*_\[\]&lt;&gt;&amp;]', '\\$0')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="m:markdown" as="empty-sequence()"/>

  <xsl:template match="*" mode="m:markdown" as="xs:string*">
    <xsl:param name="reading" as="xs:string" tunnel="yes"/>
    <xsl:variable name="edge" as="xs:string?" select="f:markdown-edge(.)"/>
    <xsl:if test="f:in-reading(., $reading)">
      <xsl:sequence select="$edge"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="$edge"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="f:markdown-edge" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="f:kind($element)"/>
    <xsl:sequence select="
      if ($kind = ('structure', 'paragraph', 'group')) then $f:block-end
      else if ($kind = 'line' and not(f:runs-on($element))) then $f:line-end-mark
      else if (f:kind($element/..) = ('structure', 'group') and not($kind = ('empty', 'note', 'choice'))) then $f:block-end
      else ()"/>
  </xsl:function>

  <xsl:template match="tei:head" mode="m:markdown" as="xs:string*" priority="1">
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="$f:block-end, $f:own-mark || '## '[not(current()/ancestor::tei:list or current()/ancestor::tei:table)]
      || translate(string-join($words), $f:block-end || $f:line-end-mark, '  '), $f:block-end"/>
  </xsl:template>

  <xsl:template match="tei:item" mode="m:markdown" as="xs:string*" priority="1">
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="$f:block-end, $f:own-mark || '- ' || translate(string-join($words), $f:block-end || $f:line-end-mark, '  '), $f:block-end"/>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:markdown" as="xs:string*" priority="1">
    <xsl:if test="preceding-sibling::tei:cell"><xsl:sequence select="' | '"/></xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Emphasis, where it can be written: around words without white space at their edges, in one block. -->
  <xsl:template match="tei:hi | tei:emph" mode="m:markdown" as="xs:string*" priority="1">
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:variable name="joined" as="xs:string" select="string-join($words)"/>
    <xsl:variable name="mark" as="xs:string" select="
      if (matches(@rend, 'bold|strong', 'i')) then '**' else if (self::tei:emph or matches(@rend, 'ital|^i$|underl', 'i')) then '*' else ''"/>
    <xsl:sequence select="if (matches($joined, '^[\p{L}\p{N}]([^&#xFDD0;-&#xFDD2;*]*[\p{L}\p{N}])?$')) then $mark || $joined || $mark else $joined"/>
  </xsl:template>

  <xsl:template match="tei:note[f:is-remark-in-markdown(.)]" mode="m:markdown" as="xs:string" priority="1">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:sequence select="'[^' || $numbers(generate-id()) || ']'"/>
  </xsl:template>

  <!-- A page number that the source bears is parted from the words around it. -->
  <xsl:template match="tei:note[f:is-page-number(.)]" mode="m:markdown" as="xs:string*" priority="2">
    <xsl:sequence select="' '"/>
    <xsl:next-match/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="tei:lb" mode="m:markdown" as="xs:string*" priority="1">
    <xsl:sequence select="if (f:keeps-lines(.)) then $f:line-end-mark else if (@break = 'no') then () else ' '"/>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:markdown" as="xs:string" priority="1">
    <xsl:sequence select="'\[…\]'"/>
  </xsl:template>

  <xsl:template match="tei:space" mode="m:markdown" as="xs:string" priority="1">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- Registers at the end of a text are data about it. -->
  <xsl:template match="tei:back//tei:listPerson | tei:back//tei:listPlace | tei:back//tei:listOrg | tei:back//tei:listEvent
    | tei:back//tei:listBibl" mode="m:markdown" as="empty-sequence()" priority="2"/>
</xsl:stylesheet>
