using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Rapport.Core;
using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>What is wrong with a password that somebody chose.</summary>
internal enum PasswordFault
{
    None,
    TooShort,
    TooLong,

    /// <summary>Whoever tries the usual ones finds it soon.</summary>
    Guessed,
}

/// <summary>
/// Passwords: long instead of odd, none that is tried first, and hashed so slowly that a stolen store is of little use. One at a time: a
/// flood of people who sign in must not make the directory slow.
/// </summary>
internal sealed class Passwords : IDisposable
{
    public const int Shortest = 12;

    /// <summary>A sentence of many words fits; a text that only keeps us busy does not.</summary>
    public const int Longest = 200;

    /// <summary>PBKDF2 with SHA-512, as OWASP advises (2023).</summary>
    public const int Rounds = 210_000;

    /// <summary>Bits; below this it is found among the first thirty million that anybody tries.</summary>
    private const double LeastBits = 25;

    // The estimate takes the longer, the longer the text; what is longer than this is not found by trying.
    private const int LongestJudged = 64;

    /// <summary>Of one network at once.</summary>
    private const int MostWaiting = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The library's own lists are English.
    private static readonly string[] UsualWords =
        ["rapport", "contraseña", "contrasena", "clave", "secreto", "hola", "teamo", "amor", "terapia", "therapy", "therapist", "terapeuta", "mexico", "corazon", "familia", "estrella"];

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<Network, int> _waiting = new();

    // Of an account that is not there the work is the same.
    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new(() => _hasher.HashPassword(null!, AccountSeal.NewKey()));

    /// <summary>A password as it is compared: keyboards write "é" in one piece or in two.</summary>
    public static string Plain(string? typed) => Unicode.Normal(typed ?? "", NormalizationForm.FormKC);

    /// <summary>Whether a password will do for somebody with this address and name.</summary>
    public static PasswordFault Judge(string typed, AccountContent whose)
    {
        var password = Plain(typed);
        switch (password.Length)
        {
            case < Shortest: return PasswordFault.TooShort;
            case > Longest: return PasswordFault.TooLong;
        }
        var own = whose.Address.Split('@', '.', '-', '_', '+').Concat(whose.Name.Split(' ')).Where(word => word.Length > 2).Append(whose.Address);
        var entropy = Zxcvbn.Zxcvbn.MatchPassword(password[..Math.Min(password.Length, LongestJudged)], [.. UsualWords, .. own]).Entropy;
        return entropy < LeastBits ? PasswordFault.Guessed : PasswordFault.None;
    }

    /// <summary>The hash of a new password; null where so many others wait that nobody should.</summary>
    public Task<string?> Hash(string password, IPAddress? from, CancellationToken stop) => Alone(from, () => _hasher.HashPassword(null!, Plain(password)), stop);

    /// <summary>Whether it is the password; the same work is done where there is no account. Null where so many others wait that nobody should.</summary>
    public async Task<bool?> IsRight(Account? account, string password, IPAddress? from, CancellationToken stop)
    {
        // Who has none, as with passkeys alone, costs as much as who has one.
        var known = account?.Password is { Length: > 0 } own ? own : _nobodys.Value;
        var text = Plain(password.Length <= Longest ? password : "");
        var verdict = await Alone(from, () => _hasher.VerifyHashedPassword(null!, known, text).ToString(), stop);
        return verdict is null ? null : account is { Password.Length: > 0 } && verdict != nameof(PasswordVerificationResult.Failed);
    }

    public void Dispose() => _one.Dispose();

    // One network has few places in the queue: whoever floods it waits for herself.
    private async Task<string?> Alone(IPAddress? from, Func<string> work, CancellationToken stop)
    {
        if (NetworkLimits.BlockOf(from) is not { } network)
        {
            return await Alone(work, stop);
        }
        try
        {
            return _waiting.AddOrUpdate(network, 1, (_, count) => count + 1) <= MostWaiting ? await Alone(work, stop) : null;
        }
        finally
        {
            if (_waiting.AddOrUpdate(network, 0, (_, count) => count - 1) == 0)
            {
                _waiting.TryRemove(KeyValuePair.Create(network, 0));
            }
        }
    }

    private async Task<string?> Alone(Func<string> work, CancellationToken stop)
    {
        if (!await _one.WaitAsync(Patience, stop))
        {
            return null;
        }
        try
        {
            return await Task.Run(work, stop);
        }
        finally
        {
            _one.Release();
        }
    }
}
