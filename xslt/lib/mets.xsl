<?xml version="1.0" encoding="UTF-8"?>
<!-- A letter as METS (version 1.12, https://www.loc.gov/standards/mets/): its description in MODS, its files (the TEI and the pictures),
     its pages. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:f="https://epistola.example/ns/function"
  exclude-result-prefixes="#all" expand-text="yes">

  <xsl:function name="f:mets" as="element()">
    <xsl:param name="record" as="map(xs:string, item()*)"/>
    <xsl:param name="images" as="map(xs:string, item()*)*"/>
    <xsl:param name="file" as="xs:string"/>
    <mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="{($record?doi, $record?uri, $record?key)[1]}"
      LABEL="{f:display-title($record)}" TYPE="{if ($record?kind = 'letter') then 'Letter' else 'Document'}">
      <metsHdr><agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>Epistola</name></agent></metsHdr>
      <dmdSec ID="description">
        <mdWrap MDTYPE="MODS"><xmlData><xsl:sequence select="f:mods($record)"/></xmlData></mdWrap>
      </dmdSec>
      <fileSec>
        <fileGrp USE="TEI">
          <file ID="tei" MIMETYPE="application/tei+xml"><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="{($file[.], $record?key || '.xml')[1]}"/></file>
        </fileGrp>
        <xsl:if test="exists($images)">
          <fileGrp USE="IMAGE">
            <xsl:for-each select="$images">
              <file ID="image-{position()}" MIMETYPE="{f:media-type(?url)}"><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="{?url}"/></file>
            </xsl:for-each>
          </fileGrp>
        </xsl:if>
      </fileSec>
      <structMap TYPE="PHYSICAL">
        <div TYPE="letter" DMDID="description" LABEL="{f:display-title($record)}">
          <fptr FILEID="tei"/>
          <xsl:for-each select="$images">
            <div TYPE="page" ORDER="{position()}" ORDERLABEL="{(?label[.], string(position()))[1]}"><fptr FILEID="image-{position()}"/></div>
          </xsl:for-each>
        </div>
      </structMap>
    </mets>
  </xsl:function>
</xsl:stylesheet>
