<?xml version="1.0" encoding="UTF-8"?>
<!-- From records of letters to the network of the correspondence in GraphML. -->
<xsl:package name="https://epistola.example/ns/network" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:f="https://epistola.example/ns/function"
  xmlns:ep="https://epistola.example/ns" exclude-result-prefixes="#all" expand-text="yes">

  <ep:format title="Correspondence network (GraphML)" suffix=".graphml" media-type="application/graphml+xml" scope="corpus">
    <ep:description>Who wrote to whom, how often, from when until when, for Gephi, Cytoscape and other programs.</ep:description>
    <ep:authority/>
  </ep:format>

  <xsl:include href="lib/errors.xsl"/>
  <xsl:include href="lib/text.xsl"/>
  <xsl:include href="lib/dates.xsl"/>
  <xsl:include href="lib/register.xsl"/>
  <xsl:include href="lib/names.xsl"/>
  <xsl:include href="lib/record.xsl"/>
  <xsl:include href="lib/corpus.xsl"/>
  <xsl:include href="lib/network.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:template match="/" as="element()">
    <xsl:sequence select="f:graphml(f:records(records)[?kind = 'letter'])"/>
  </xsl:template>
</xsl:package>
