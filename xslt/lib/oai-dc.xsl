<?xml version="1.0" encoding="UTF-8"?>
<!-- A record as unqualified Dublin Core in the container of OAI-PMH (http://www.openarchives.org/OAI/2.0/oai_dc.xsd). -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:oai-dc" as="element()">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <xsl:sequence select="
        f:dc('title', f:display-title($record)),
        f:dc('creator', $record?senders ! f:sorted-name(.)),
        f:dc('contributor', ($record?addressees ! (f:sorted-name(.) || ' (addressee)'), $record?editors ! (f:sorted-name(.) || ' (editor)'))),
        f:dc('description', $record?abstract),
        f:dc('publisher', $record?publisher),
        f:dc('date', ($record?date ! f:edtf(.), $record?date-words[.], $record?published[not($record?kind = 'letter')])[1]),
        f:dc('type', ('Text', 'Letter'[$record?kind = 'letter'])),
        f:dc('identifier', ($record?doi ! f:doi-address(.), $record?uri)),
        f:dc('source', f:archive-in-words($record?archive)),
        f:dc('language', $record?languages),
        f:dc('relation', $record?edition),
        f:dc('coverage', $record?place?name),
        f:dc('rights', $record?licence ! (?name, ?uri[. ne $record?licence?name]))"/>
    </oai_dc:dc>
  </xsl:function>

  <xsl:function name="f:dc" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:for-each select="$values[.]">
      <xsl:element name="dc:{$name}" namespace="http://purl.org/dc/elements/1.1/">{.}</xsl:element>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
