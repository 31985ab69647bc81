package io.daegi.http.theme;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Whether a picture is one that draws and does nothing else. */
final class SvgCheck {

  private static final Set<String> DOES_MORE =
      Set.of("script", "foreignobject", "iframe", "style", "animate", "set", "handler", "listener");

  private SvgCheck() {}

  /** What is wrong with it, in words; nothing when all is well. */
  static List<String> faults(byte[] svg) {
    var faults = new ArrayList<String>();
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var xml = factory.createXMLStreamReader(new ByteArrayInputStream(svg));
      boolean isFirst = true;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          if (isFirst && !xml.getLocalName().equals("svg")) {
            faults.add("must be an svg element, not " + xml.getLocalName());
          }
          isFirst = false;
          lookAt(xml, faults);
        }
      }
    } catch (XMLStreamException e) {
      faults.add("is not well-formed XML: " + e.getMessage().lines().findFirst().orElse(""));
    }
    return faults;
  }

  private static void lookAt(XMLStreamReader xml, List<String> faults) {
    var element = xml.getLocalName();
    if (DOES_MORE.contains(element.toLowerCase(Locale.ROOT))) {
      faults.add("must not have a " + element + " element");
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      var name = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      var value = xml.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
      boolean isLink = name.equals("href") && !value.startsWith("#");
      boolean isForeign = value.replace("url(#", "").contains("url(");
      if (name.startsWith("on") || name.equals("style") || isLink || isForeign) {
        faults.add("must not have " + name + "=\"" + xml.getAttributeValue(i) + '"');
      }
    }
  }
}
