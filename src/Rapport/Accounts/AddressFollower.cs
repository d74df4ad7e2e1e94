using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>
/// What a feature does in the transaction in which an account gets another mail address, as ending links that were mailed to the old one. Features
/// bring theirs, and the account knows none of them.
/// </summary>
/// <param name="Follow">Gets the account, and the letters that have not gone out yet and go to the new address.</param>
internal sealed record AddressFollower(Func<RapportDb, Guid, IReadOnlyList<Letter>, CancellationToken, Task> Follow);
