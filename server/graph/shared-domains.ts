/** Mail providers anyone can have an address at: such a domain says nothing about whom its user works for or belongs to. */
export const sharedDomains: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com ymail.com rocketmail.com yahoo.co.uk yahoo.ca outlook.com hotmail.com hotmail.co.uk live.com msn.com
  icloud.com me.com mac.com aol.com aim.com proton.me protonmail.com pm.me fastmail.com fastmail.fm hey.com zoho.com gmx.com gmx.net gmx.de
  web.de mail.com mail.ru yandex.com yandex.ru qq.com 163.com 126.com sina.com naver.com daum.net rediffmail.com tutanota.com tuta.com
  comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net pacbell.net ameritech.net cox.net charter.net spectrum.net
  earthlink.net juno.com netzero.net optonline.net optimum.net roadrunner.com rr.com twc.com frontier.com frontiernet.net centurylink.net
  centurytel.net windstream.net suddenlink.net mindspring.com prodigy.net rogers.com shaw.ca bell.net sympatico.ca telus.net videotron.ca
  btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr t-online.de libero.it
  bigpond.com optusnet.com.au uol.com.br bol.com.br terra.com.br duck.com mailinator.com`
    .split(/\s+/)
    .filter(Boolean),
);
