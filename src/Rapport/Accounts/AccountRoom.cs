using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>A part of the site that opens from one's account; features bring theirs, and the account knows none of them.</summary>
/// <param name="For">The role that it is for; none for everybody who has an account.</param>
/// <param name="Title">In the reader's language, as all of these.</param>
/// <param name="Says">What is behind it.</param>
/// <param name="Button">What the link is called.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="IsAtEnd">It is seldom wanted, and stands below all else.</param>
internal sealed record AccountRoom(Roles For, Func<string> Title, Func<string> Says, Func<string> Button, Func<Language, string> Address, bool IsAtEnd = false);
