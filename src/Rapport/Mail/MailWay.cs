namespace Rapport.Mail;

/// <summary>Whether mails leave this site: pages do not say that one is on its way where none can go.</summary>
/// <param name="IsOpen">A server is named, or it is a demo, whose mails are read on a page.</param>
internal sealed record MailWay(bool IsOpen);
