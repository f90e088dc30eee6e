<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter's facsimile as a manifest of IIIF (Presentation API 3.0): a canvas for each picture. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:manifest" as="map(xs:string, item())">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="pictures" as="map(xs:string, item()*)*"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="id" as="xs:string" select="($address[.], $record?uri ! (. || '/manifest.json'), 'https://manifest.invalid/' || $record?key)[1]"/>
    <xsl:if test="not($address) and empty($record?uri)">
      <xsl:message>[no-address] A manifest must have an address, and the TEI header has none for the letter; give it as the parameter “address”.</xsl:message>
    </xsl:if>
    <!-- Whoever reads a manifest looks for the pictures in the web, and not where our file lies. -->
    <xsl:variable name="images" as="map(xs:string, item()*)*" select="$pictures[matches(?url, '^https?://')]"/>
    <xsl:if test="count($images) lt count($pictures)">
      <xsl:message>[no-web-address] {count($pictures) - count($images)} pictures have no address in the web (such as “{$pictures[not(matches(?url, '^https?://'))][1]?url}”) and are left out of the manifest.</xsl:message>
    </xsl:if>
    <xsl:if test="empty($pictures)">
      <xsl:message>[no-facsimile] The document has no facsimile with pictures; the manifest is empty.</xsl:message>
    </xsl:if>
    <xsl:sequence select="map:merge((
      map{'@context': 'http://iiif.io/api/presentation/3/context.json', 'id': $id, 'type': 'Manifest',
        'label': f:iiif-text(f:display-title($record)), 'metadata': array{f:iiif-metadata($record)}},
      map:entry('rights', replace($record?licence?uri, '^https:', 'http:'))[contains($record?licence?uri, 'creativecommons.org/')],
      map{'items': array{for $place in 1 to count($images) return f:canvas($images[$place], $id, $place)}}))"/>
  </xsl:function>

  <xsl:function name="f:iiif-text" as="map(xs:string, array(*))">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="map{'none': array{$text}}"/>
  </xsl:function>

  <xsl:function name="f:iiif-metadata" as="map(xs:string, item())*">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:variable name="pairs" as="map(xs:string, xs:string)*" select="
      map{'label': 'From', 'value': f:listed($record?senders?name, 'and')}, map{'label': 'To', 'value': f:listed($record?addressees?name, 'and')},
      map{'label': 'Date', 'value': string(f:date-in-english($record?date))}, map{'label': 'Kept at', 'value': f:archive-in-words($record?archive)}"/>
    <xsl:sequence select="$pairs[?value] ! map{'label': map{'en': array{?label}}, 'value': f:iiif-text(?value)}"/>
  </xsl:function>

  <!-- A canvas must have a size; where the encoding has none, it is that of an upright page. -->
  <xsl:function name="f:canvas" as="map(xs:string, item())">
    <xsl:param name="image" as="map(xs:string, item()*)"/>
    <xsl:param name="base" as="xs:string"/>
    <xsl:param name="place" as="xs:integer"/>
    <xsl:variable name="id" as="xs:string" select="$base || '/canvas/' || $place"/>
    <xsl:variable name="known" as="xs:boolean" select="exists($image?width) and exists($image?height)"/>
    <xsl:variable name="size" as="map(xs:string, xs:integer)" select="
      if ($known) then map{'width': $image?width, 'height': $image?height} else map{'width': 1000, 'height': 1414}"/>
    <xsl:variable name="body" as="map(xs:string, item())" select="map:merge((
      map{'id': $image?url, 'type': 'Image', 'format': f:media-type($image?url)}, $size[$known],
      $image?service ! map{'service': array{map{'@id': ., '@type': 'ImageService2', 'profile': 'level1'}}}))"/>
    <xsl:sequence select="map:merge((
      map{'id': $id, 'type': 'Canvas', 'label': f:iiif-text(($image?label[.], string($place))[1])}, $size,
      map{'items': array{map{'id': $id || '/page', 'type': 'AnnotationPage', 'items': array{
        map{'id': $id || '/annotation', 'type': 'Annotation', 'motivation': 'painting', 'target': $id, 'body': $body}}}}}))"/>
  </xsl:function>
</xsl:stylesheet>
