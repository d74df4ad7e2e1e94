using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;

namespace Rapport.Storage;

/// <summary>
/// The keys that seal searches, lists and links. They lie apart from the database and its back-ups, in a folder that
/// only this account may read.
/// </summary>
internal static class KeyRing
{
    /// <exception cref="StoreProblem">Their folder cannot be made.</exception>
    public static void AddServices(IServiceCollection services, StoreLocation location)
    {
        try
        {
            OwnFiles.MakeFolder(location.KeyFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotBeWritten(location, e);
        }
        services.AddDataProtection()
            .SetApplicationName("rapport")
            .PersistKeysToFileSystem(new DirectoryInfo(location.KeyFolder))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration
            {
                EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
            });
    }

    /// <summary>The keys for a command, which seals and opens as the site does.</summary>
    /// <exception cref="StoreProblem">Their folder cannot be made.</exception>
    public static IDataProtectionProvider Open(StoreLocation location)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        AddServices(services, location);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    /// <summary>Seals something once, which makes the first key where there is none: better it fails now than for the first
    /// visitor.</summary>
    /// <exception cref="StoreProblem">No key can be read or made.</exception>
    public static void MakeReady(IDataProtectionProvider protection, StoreLocation location)
    {
        try
        {
            protection.CreateProtector(nameof(MakeReady)).Protect(new byte[1]);
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            throw CannotBeWritten(location, reason);
        }
        catch (CryptographicException e)
        {
            throw new StoreProblem(
                $"The keys in {location.KeyFolder} cannot be used: {e.Message.TrimEnd('.')}. Put your copy of them back, or move them away: "
                + "new ones are made, and links and lists that were sealed before end.", e);
        }
    }

    /// <summary>Whether the site's keys sealed something: no words begin with these bytes, which begin all that they seal.</summary>
    public static bool Seals(byte[] kept) => kept.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x09, 0xF0, 0xC9, 0xF0]);

    private static Exception? Reason(Exception? e) => e switch
    {
        null => null,
        IOException or UnauthorizedAccessException => e,
        _ => Reason(e.InnerException),
    };

    private static StoreProblem CannotBeWritten(StoreLocation location, Exception e) => new(
        $"The keys that seal searches and lists cannot be written to {location.KeyFolder}: {e.Message.TrimEnd('.')}. Make room on that "
        + "disk, give this account write access to the folder, or choose another with --data DIR.", e);
}
