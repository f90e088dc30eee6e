<?xml version="1.0" encoding="UTF-8"?>
<!-- The pictures of a letter: a map for each, with "id" (of the surface), "url", "label" (the page), "width" and "height" (in pixels;
     empty when unknown), "service" (the address of a IIIF image, empty when it is a plain picture), "pointers" (what the facs of a
     page beginning may say). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:images" as="map(xs:string, item()*)*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="listed" as="element()*" select="
      $tei/tei:facsimile//(tei:surface[tei:graphic/@url] | tei:graphic[@url][not(parent::tei:surface)])"/>
    <xsl:variable name="breaks" as="element(tei:pb)*" select="$tei/tei:text//tei:pb[matches(@facs, '^https?:')]"/>
    <xsl:sequence select="
      if (exists($listed)) then $listed ! f:image-of-surface(., $tei)
      else $breaks ! f:image(string(@xml:id), tokenize(@facs)[1], string(@n), (), ()) ! map:put(., 'pointers', ?url)"/>
  </xsl:function>

  <xsl:function name="f:image-of-surface" as="map(xs:string, item()*)">
    <xsl:param name="surface" as="element()"/>
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="graphic" as="element()" select="($surface/self::tei:graphic, $surface/tei:graphic[@url][1])[1]"/>
    <xsl:variable name="pointers" as="xs:string*" select="($surface | $graphic)/@xml:id ! ('#' || .)"/>
    <xsl:variable name="break" as="element(tei:pb)?" select="($tei/tei:text//tei:pb[tokenize(@facs) = $pointers])[1]"/>
    <xsl:sequence select="map:put(f:image(string($surface/@xml:id), $graphic/@url, string(($surface/@n, $break/@n)[1]),
      (f:pixels($graphic/@width), f:extent($surface/@ulx, $surface/@lrx))[1], (f:pixels($graphic/@height), f:extent($surface/@uly, $surface/@lry))[1]), 'pointers', ($pointers, string($graphic/@url)))"/>
  </xsl:function>

  <xsl:function name="f:image" as="map(xs:string, item()*)">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="url" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="width" as="xs:integer?"/>
    <xsl:param name="height" as="xs:integer?"/>
    <xsl:variable name="request" as="xs:string" select="'^(https?://.+)/(full|square|(pct:)?[\d.,]+)/[^/]+/!?[\d.]+/(default|native|color|gray)\.\w+$'"/>
    <xsl:variable name="service" as="xs:string?" select="
      if (matches($url, $request)) then replace($url, $request, '$1')
      else if (ends-with($url, '/info.json')) then substring-before($url, '/info.json')
      else ()"/>
    <xsl:sequence select="map{'id': $id, 'label': normalize-space($label), 'width': $width, 'height': $height, 'service': $service,
      'url': if (ends-with($url, '/info.json')) then $service || '/full/max/0/default.jpg' else if (starts-with($url, 'data:')) then $url else f:address($url)}"/>
  </xsl:function>

  <!-- "1200px", "1200" -->
  <xsl:function name="f:pixels" as="xs:integer?">
    <xsl:param name="size" as="attribute()?"/>
    <xsl:sequence select="$size[matches(., '^\s*\d{1,6}(\.0+)?\s*(px)?\s*$')] ! xs:integer(replace(., '^\s*(\d+).*$', '$1', 's'))[. gt 0]"/>
  </xsl:function>

  <xsl:function name="f:extent" as="xs:integer?">
    <xsl:param name="from" as="attribute()?"/>
    <xsl:param name="to" as="attribute()?"/>
    <xsl:sequence select="if ($to castable as xs:integer) then (xs:integer($to) - (if ($from castable as xs:integer) then xs:integer($from) else 0))[. gt 0] else ()"/>
  </xsl:function>

  <xsl:function name="f:media-type" as="xs:string">
    <xsl:param name="url" as="xs:string"/>
    <xsl:variable name="suffix" as="xs:string" select="lower-case(replace($url, '^.*\.(\w+)([?#].*)?$', '$1', 's'))"/>
    <xsl:sequence select="(map{'png': 'image/png', 'gif': 'image/gif', 'tif': 'image/tiff', 'tiff': 'image/tiff', 'webp': 'image/webp', 'jp2': 'image/jp2'}($suffix), 'image/jpeg')[1]"/>
  </xsl:function>
</xsl:stylesheet>
