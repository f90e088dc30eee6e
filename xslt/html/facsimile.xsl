<?xml version="1.0" encoding="UTF-8"?>
<!-- The pictures of the letter, beside the text where there is room: those that have an address in the web. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:m="https://epistola.example/ns/mode" xmlns:v="https://epistola.example/ns/variable"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:variable name="v:images" as="map(xs:string, item()*)*" select="$v:documents ! f:images(.)[matches(?url, '^(https?://\S+|data:image/\S+)$')]"/>

  <!-- The number of the picture of a page, by the pointers that lead to it. -->
  <xsl:variable name="v:image-numbers" as="map(xs:string, xs:integer)" select="map:merge(
    for $number in 1 to count($v:images), $pointer in $v:images[$number]?pointers return map:entry($pointer, $number))"/>

  <xsl:function name="f:image-number" as="xs:integer?">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break/@facs) then (tokenize($break/@facs) ! $v:image-numbers(.))[1] else ()"/>
  </xsl:function>

  <xsl:template name="f:facsimile" as="element(section)?">
    <xsl:context-item use="absent"/>
    <xsl:if test="exists($v:images)">
      <section class="facsimile" id="facsimile" tabindex="0" aria-labelledby="facsimile-heading">
        <h2 id="facsimile-heading">{f:label('facsimile')}</h2>
        <xsl:for-each select="$v:images">
          <xsl:variable name="page" as="xs:string" select="(?label[.], string(position()))[1]"/>
          <figure id="{$v:prefix}f{position()}">
            <a href="{?url}" aria-label="{f:label('facsimile-open', $page)}">
              <img src="{f:preview(.)}" alt="{f:label('facsimile-page', $page)}" loading="lazy">
                <xsl:if test="exists(?width) and exists(?height)">
                  <xsl:attribute name="width" select="?width"/>
                  <xsl:attribute name="height" select="?height"/>
                </xsl:if>
              </img>
            </a>
            <figcaption>{$page}</figcaption>
          </figure>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A picture of a size to read by; a IIIF image is asked for one (Image API, "w,", which every server of level 1 knows). -->
  <xsl:function name="f:preview" as="xs:string">
    <xsl:param name="image" as="map(xs:string, item()*)"/>
    <xsl:sequence select="
      if ($image?service) then $image?service || '/full/' || min(($image?width, 1000)) || ',/0/default.jpg' else $image?url"/>
  </xsl:function>
</xsl:stylesheet>
